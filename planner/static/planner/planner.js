// Small help for people who use a keyboard; every page works without it.
import { initAll } from '../govuk/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// A closed section cannot be printed: open them all for paper, then put them back.
const opened = new Set()
window.addEventListener('beforeprint', () => {
  document.querySelectorAll('details:not([open])').forEach((section) => {
    section.open = true
    opened.add(section)
  })
})
window.addEventListener('afterprint', () => {
  opened.forEach((section) => { section.open = false })
  opened.clear()
})
