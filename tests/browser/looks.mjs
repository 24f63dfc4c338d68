// What is looked for within a page. These functions are sent into the browser, so each stands on its own: nothing of this
// file is in sight there, but for `contrastAt`, which every page is given as it opens. They go by roles, sizes and computed
// styles, never by the class names of a theme.

/** Gives a page the function that says how much a colour stands out at an element, as SC 1.4.3 reckons it. */
export function installContrast() {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const rgba = colour => {
    pixel.clearRect(0, 0, 1, 1)
    pixel.fillStyle = colour
    pixel.fillRect(0, 0, 1, 1)
    return [...pixel.getImageData(0, 0, 1, 1).data]
  }
  const luminance = colour => {
    const [red, green, blue] = colour.slice(0, 3).map(value => value / 255)
      .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const behind = element => {
    for (let box = element; box; box = box.parentElement) {
      const colour = rgba(getComputedStyle(box).backgroundColor)
      if (colour[3] === 255) return colour
    }
    return rgba('white')
  }
  globalThis.contrastAt = (element, colour) => {
    const front = rgba(colour)
    if (front[3] === 0) return 1
    const [light, dark] = [front, behind(element)].map(luminance).sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }
}

/** Rule 20: what makes a page scroll sideways, or scrolls sideways itself without being something that may. */
export function sidewaysProblems() {
  const problems = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.querySelectorAll('body *')]
      .filter(element => element.getBoundingClientRect().right > root.clientWidth + 0.5)
      .filter(element => !element.parentElement.closest('[tabindex="0"]'))
      .map(element => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().slice(0, 40)}`)
    problems.push(`it scrolls sideways, ${root.scrollWidth} wide in ${root.clientWidth}: ${beyond.at(-1) ?? 'nothing seen'}`)
  }
  for (const element of document.querySelectorAll('body *')) {
    const { overflowX } = getComputedStyle(element)
    const scrolls = (overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth
    if (scrolls && !element.matches('pre, textarea, table, :has(> table, > pre, svg)')) {
      problems.push(`a <${element.localName}> that is no table, code or picture scrolls sideways: ${element.textContent.trim().slice(0, 40)}`)
    }
  }
  return problems
}

/**
 * What is cut off: text in a box that neither grows nor scrolls. Boxes of a pixel are texts for screen readers alone. A
 * label in a picture may end in an ellipsis where the page says all of it outside of the picture: beside a link that leads
 * to where the label's link leads; or, where the label is no link, anywhere.
 */
export function cutProblems() {
  const letters = text => text.replace(/[^\p{L}\p{N}]/gu, '')
  const isToldElsewhere = label => {
    if (!label.closest('svg') || getComputedStyle(label).textOverflow !== 'ellipsis') return false
    const link = label.closest('a')
    const target = link && new URL(link.getAttribute('href'), location.href)
    const places = !link ? [...document.querySelectorAll('main, footer')]
      : target.pathname === location.pathname ? [document.getElementById(decodeURIComponent(target.hash.slice(1)))]
        : [...document.querySelectorAll('main a[href]')].filter(other => other.href === target.href).map(other => other.closest('li, tr'))
    const told = places.filter(place => place && !place.contains(label)).map(place => {
      const copy = place.cloneNode(true)
      for (const picture of copy.querySelectorAll('svg')) picture.remove()
      return letters(copy.textContent)
    })
    // What stands in parentheses or before a colon, such as a status, may stand elsewhere in the place.
    const parts = [...label.childNodes].flatMap(node => node.textContent.split(/[():]/)).map(letters)
    return told.some(text => parts.every(part => text.includes(part)))
  }
  return [...document.querySelectorAll('body *')]
    .filter(element => {
      const { overflowX, overflowY, display } = getComputedStyle(element)
      if (display === 'inline' || element.clientWidth <= 1 || element.clientHeight <= 1) return false
      const cuts = overflow => overflow === 'hidden' || overflow === 'clip'
      return (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1)
        || (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1)
    })
    .filter(element => !isToldElsewhere(element))
    .map(element => `<${element.localName}> cuts off its text: ${element.textContent.trim().slice(0, 40)}`)
}

/** SC 1.4.12, as the criterion has it. A sheet that is made by script is not held up by the policy of the site. */
export function applyTextSpacing() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `)
  document.adoptedStyleSheets.push(sheet)
}

/**
 * Rule 19: targets below 24 by 24. A link in a line of text is as high as the line; the criterion lets it, and a link in a
 * picture that has its like outside of it, which is large enough.
 */
export function smallTargets() {
  const targets = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="link"]'
  const problems = []
  const isLarge = ({ width, height }) => width >= 23.95 && height >= 23.95
  const large = new Set([...document.querySelectorAll('a[href]')]
    .filter(link => !link.closest('svg') && link.checkVisibility({ visibilityProperty: true }) && isLarge(link.getBoundingClientRect()))
    .map(link => link.href))
  for (const element of document.querySelectorAll(targets)) {
    if (element.closest('svg') && large.has(new URL(element.getAttribute('href'), location.href).href)) continue
    if (!element.checkVisibility({ opacityProperty: false, visibilityProperty: true })) continue
    const label = element.matches('input') && element.closest('label')
    const { width, height, right, bottom } = (label || element).getBoundingClientRect()
    if (right <= 0 || bottom <= 0) continue // out of sight until it has focus: the skip link
    if (isLarge({ width, height })) continue
    let line = element
    while (getComputedStyle(line).display === 'inline') line = line.parentElement
    const inText = line !== element && !element.closest('svg') && line.innerText.trim().length > element.innerText?.trim().length
    if (inText) continue
    problems.push(`a target of ${width.toFixed(1)} by ${height.toFixed(1)}: ${element.textContent.trim().slice(0, 40) || element.outerHTML.slice(0, 80)}`)
  }
  return problems
}

/** Rule 23: what moves although the reader asked for less motion. */
export function motionProblems() {
  const seconds = value => Math.max(...value.split(',').map(part => parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)))
  return [document.documentElement, ...document.querySelectorAll('body *')]
    .filter(element => {
      const style = getComputedStyle(element)
      return style.scrollBehavior === 'smooth'
        || seconds(style.transitionDuration) > 0.01
        || (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01)
    })
    .map(element => `<${element.localName}> moves`)
}

/**
 * Rules 17 and 19: the element that has focus, whether it is in sight, and what marks it. The contrast is that of its
 * outline with what lies behind it; `null` stands for no outline, and then only a picture can tell.
 */
export function focused() {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return null

  const style = getComputedStyle(element)
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5
  const contrast = outlined ? globalThis.contrastAt(element.parentElement, style.outlineColor) : null

  // SC 2.4.11 asks that focus is not wholly hidden: some point of what has it lies on top, within the window.
  // A link in a picture is as large as all that is in it, with gaps between, so its shapes are looked at one by one.
  const rect = element.getClientRects()[0] ?? element.getBoundingClientRect()
  const shapes = element.closest('svg') ? [...element.querySelectorAll('*')].map(shape => shape.getBoundingClientRect()) : [rect]
  const parts = [0.1, 0.3, 0.5, 0.7, 0.9]
  const inSight = shapes.some(shape => parts.some(down => parts.some(across => {
    const top = document.elementFromPoint(shape.left + across * shape.width, shape.top + down * shape.height)
    return top !== null && element.contains(top)
  })))
  const order = [...document.querySelectorAll('*')].indexOf(element)
  const { left, width, height } = rect
  return {
    order,
    contrast,
    name: `<${element.localName}> ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}`,
    inSight,
    href: element.getAttribute('href'),
    box: { x: Math.max(left - 4, 0), y: Math.max(rect.top - 4, 0), width: width + 8, height: height + 8 },
  }
}

/** What the Tab key should reach, in the order of the document. One radio button stands for its group. */
export function reachable() {
  const candidates = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]'
  const all = [...document.querySelectorAll('*')]
  const groups = new Set()
  return [...document.querySelectorAll(candidates)]
    .filter(element => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }))
    .filter(element => {
      if (!element.matches('input[type="radio"]')) return true
      const group = `${element.form?.id} ${element.name}`
      return !groups.has(group) && groups.add(group)
    })
    .map(element => all.indexOf(element))
}

/**
 * Rule 17: the parts of a picture that mean something are those with a link or a title of their own. Of each, some shape
 * has a contrast of 3 with what lies behind the picture; lines of the grid and the like may be faint.
 */
export function shapeContrasts() {
  const shapes = 'path, line, polyline, polygon, rect, circle, ellipse, text'
  return [...document.querySelectorAll('main svg a, main svg :has(> title)')]
    .filter(part => part.localName !== 'svg' && !part.closest('[aria-hidden="true"]'))
    .flatMap(part => {
      const colours = [part, ...part.querySelectorAll('*')].filter(shape => shape.matches(shapes)).flatMap(shape => {
        const { fill, stroke } = getComputedStyle(shape)
        return [fill, stroke].filter(colour => colour !== 'none' && !colour.startsWith('url'))
      })
      const best = Math.max(0, ...colours.map(colour => globalThis.contrastAt(part.ownerSVGElement, colour)))
      return colours.length === 0 || best >= 3 ? [] : [`a mark with a contrast of ${best.toFixed(2)}: ${part.textContent.trim().slice(0, 40)}`]
    })
}

/** Every piece of text that the main part shows, but for what serves to find one's way in it. */
export function words() {
  const found = []
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const { width, height } = element.getBoundingClientRect()
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1 && height > 1
    if (shown && /[\p{L}\p{N}]/u.test(walker.currentNode.data) && !element.closest('nav, form, [role="search"], [role="status"]')) {
      found.push(walker.currentNode.data.trim())
    }
  }
  return found
}
