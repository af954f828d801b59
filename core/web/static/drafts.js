// What is being written, kept by this tab alone (sessionStorage) for half an hour, so that a lost connection or a slip
// loses no words. Never in localStorage: that would stay on a device that others use. heard.js throws it away at quick
// exit, and the receipt at sending.
const KEPT_FOR = 30 * 60 * 1000 // milliseconds
const form = document.querySelector('form[data-draft]')
const key = `heard.draft.${form.dataset.draft}`
const typed = () => [...form.elements].filter((field) => field.name && !['file', 'submit', 'reset', 'button'].includes(field.type))
const isTicked = (field) => ['radio', 'checkbox'].includes(field.type)

function forget () {
  sessionStorage.removeItem(key)
}

function kept () {
  try {
    const found = JSON.parse(sessionStorage.getItem(key))
    if (found && Date.now() - found.at < KEPT_FOR) return found
  } catch {} // whatever stands there is no draft of ours
  forget()
  return null
}

function keep () {
  const values = typed().map((field) => [field.name, field.value, isTicked(field) ? field.checked : null])
  try {
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values }))
  } catch {} // too long for the tab to remember: the form itself still holds it
}

// The form's own token comes back too: sent again after a lost connection, it is still the same report.
function restore () {
  for (const [name, value, ticked] of kept()?.values ?? []) {
    for (const field of typed().filter((one) => one.name === name)) {
      if (!isTicked(field)) field.value = value
      else if (field.value === value) field.checked = ticked
    }
  }
}

document.querySelector('[data-draft-note]').hidden = false
if (!document.querySelector('.govuk-error-summary')) restore()
form.addEventListener('input', keep)
form.addEventListener('change', keep)
form.addEventListener('reset', forget)
setInterval(kept, 60 * 1000)
