// Turns GOV.UK Frontend's left and right into start and end, so that one style sheet serves both directions of
// writing. Usage: node logical.mjs FILE.css
import { readFileSync, writeFileSync } from 'node:fs'

const sides = { left: 'start', right: 'end' }
const turned = [
  [/([;{])(margin|padding)-(left|right):/g, (_, before, box, side) => `${before}${box}-inline-${sides[side]}:`],
  [/([;{])border-(left|right)(-width|-style|-color)?:/g,
    (_, before, side, part = '') => `${before}border-inline-${sides[side]}${part}:`],
  [/([;{])(left|right):/g, (_, before, side) => `${before}inset-inline-${sides[side]}:`],
  [/([;{])(text-align|float|clear):(left|right)/g, (_, before, property, side) =>
    `${before}${property}:${property === 'text-align' ? '' : 'inline-'}${sides[side]}`]
]

const file = process.argv[2]
const css = turned.reduce((text, [pattern, change]) => text.replace(pattern, change), readFileSync(file, 'utf8'))
writeFileSync(file, css)
