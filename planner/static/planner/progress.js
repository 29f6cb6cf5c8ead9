// Shows how far a plan is, once a second; without it the page loads itself again every few seconds.
const shown = document.querySelector('[data-run-url]')
const EVERY_MILLISECONDS = 1000

// A text that stays as it was is not written again: what is read out would be read out again.
function write (element, words) {
  if (element.textContent !== words) element.textContent = words
}

async function look () {
  try {
    const answer = await fetch(shown.dataset.runUrl, { headers: { Accept: 'application/json' }, redirect: 'error' })
    if (answer.status === 403 || answer.status === 404) return window.location.reload()
    if (answer.ok) {
      const run = await answer.json()
      const standing = document.documentElement.dataset.runState ?? run.state
      document.documentElement.dataset.runState = run.state
      // Ended, or begun: the page says different things then.
      if (!run.is_open || run.state !== standing) return window.location.reload()
      document.querySelectorAll('[data-run]').forEach((element) => {
        const words = run[element.dataset.run]
        write(element, words || (element.dataset.run === 'left_words' ? 'Not known yet' : ''))
      })
      const bar = document.getElementById('time-used')
      bar.max = run.limit_seconds
      bar.value = Math.min(run.seconds, run.limit_seconds)
    }
  } catch {
    // The server is away for a moment, or signed us out: the next look tells.
  }
  window.setTimeout(look, EVERY_MILLISECONDS)
}

if (shown) window.setTimeout(look, EVERY_MILLISECONDS)
