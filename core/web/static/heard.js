// The only script of the site. Every page works without it; it loads after the page and adds comfort.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

import('./vendor/govuk-frontend-6.3.0.min.js').then(({ initAll }) => initAll())

const quickExit = document.querySelector('[data-quick-exit]')
const LEAVING_PRESSES = 3
const LEAVING_WITHIN = 1500 // milliseconds

// Leaving replaces this page in the history, so that Back does not return here, and empties what was typed.
function leave () {
  document.body.hidden = true
  document.title = ''
  sessionStorage.clear()
  for (const field of document.querySelectorAll('input:not([type=hidden]), textarea')) {
    field.value = ''
    field.checked = false
  }
  window.location.replace(quickExit.href)
}

function leaveOnEscape () {
  let presses = []
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < LEAVING_WITHIN)
    if (presses.length >= LEAVING_PRESSES) leave()
  })
}

function openMenu () {
  const button = document.querySelector('[data-menu]')
  const menu = button && document.getElementById(button.getAttribute('aria-controls'))
  if (!menu) return
  button.hidden = false
  menu.dataset.closed = ''
  button.addEventListener('click', () => {
    const open = 'closed' in menu.dataset
    if (open) delete menu.dataset.closed
    else menu.dataset.closed = ''
    button.setAttribute('aria-expanded', String(open))
  })
}

if (quickExit) {
  quickExit.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  leaveOnEscape()
}
openMenu()

const sent = document.querySelector('[data-draft-sent]')
if (sent) sessionStorage.removeItem(`heard.draft.${sent.dataset.draftSent}`)
