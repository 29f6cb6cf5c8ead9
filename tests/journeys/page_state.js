// What stands on a page, for hands that work it: its controls, what hides them, and the order of the Tab key.
(() => {
  const isThere = (element) => element.checkVisibility()
  const tabStops = () => {
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
      .filter((element) => !element.disabled && element.tabIndex >= 0 && isThere(element))
    // Radios of one name are one stop: the one that is chosen, else the first.
    const first = new Map()
    for (const each of all.filter((element) => element.type === 'radio')) {
      if (each.checked || !first.has(each.name)) first.set(each.name, each)
    }
    return all.filter((element) => element.type !== 'radio' || first.get(element.name) === element)
  }
  const stopOf = (stops, element) => stops.findIndex((stop) =>
    stop === element || (stop.type === 'radio' && element.type === 'radio' && stop.name === element.name))
  const folds = () => [...document.querySelectorAll('details')]
  const foldsAround = (element) => {
    const found = []
    for (let fold = element.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      if (!element.closest('summary') || element.closest('summary').parentElement !== fold) found.unshift(folds().indexOf(fold))
    }
    return found
  }
  const words = (element) => element ? element.textContent.trim().replace(/\s+/g, ' ') : ''
  const control = (element) => ({
    id: element.id,
    name: element.name,
    kind: element.tagName === 'INPUT' ? element.type : element.tagName.toLowerCase(),
    value: element.value,
    is_on: Boolean(element.checked),
    label: words(element.id && document.querySelector(`label[for="${element.id}"]`)),
    options: element.tagName === 'SELECT' ? [...element.options].map((option) => [option.value, words(option)]) : [],
    folds: foldsAround(element)
  })
  return {
    controls: () => {
      const form = document.querySelector('[name=seen], [name=form_key]').form
      return [...form.elements].filter((element) => element.tagName !== 'FIELDSET').map(control)
    },
    control,
    radiosWith: (element) => [...element.form.querySelectorAll('[type=radio]')]
      .filter((each) => each.name === element.name).map((each) => each.id),
    openFolds: () => folds().map((fold, number) => fold.open ? number : -1).filter((number) => number >= 0),
    foldsAround,
    where: (element) => {
      const stops = tabStops()
      return [stopOf(stops, element), stopOf(stops, document.activeElement)]
    }
  }
})()
