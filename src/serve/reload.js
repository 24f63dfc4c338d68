// The preview's own script: listens to what happens to the page that it stands in.
//
// The server says `reload` when the page has other bytes now, `styles` when only its style sheets stand elsewhere, and
// `mistakes` whenever what is wrong with the files is not what was said last. A page that nobody sees does not listen
// (browsers open few connections to a host); when it is seen again it asks with its version, and hears what it missed.
(() => {
  'use strict'

  const script = document.currentScript
  const folder = new URL('.', script.src)
  const pause = 1000
  let version = script.dataset.version
  let stream
  let timer

  function listen() {
    clearTimeout(timer)
    stream?.close()
    const address = new URL('events', folder)
    address.search = `?page=${encodeURIComponent(location.pathname)}&version=${version}`
    stream = new EventSource(address)
    stream.addEventListener('reload', reload)
    stream.addEventListener('styles', exchangeStyles)
    stream.addEventListener('mistakes', event => showMistakes(JSON.parse(event.data).text))
    stream.addEventListener('error', () => {
      // The browser would ask again with the version that the page had once.
      stream.close()
      timer = setTimeout(listen, pause)
    })
  }

  function silence() {
    clearTimeout(timer)
    stream?.close()
    stream = undefined
  }

  function reload() {
    silence()
    location.reload()
  }

  /** A new sheet is read before the old one goes, so that the page is never without. */
  function exchangeStyles(event) {
    const change = JSON.parse(event.data)
    version = change.version
    for (const [before, after] of change.moved) {
      for (const link of document.querySelectorAll('link[href]')) {
        const href = link.getAttribute('href')
        if (!href.endsWith(before)) continue
        const successor = link.cloneNode()
        successor.setAttribute('href', href.slice(0, -before.length) + after)
        for (const end of ['load', 'error']) successor.addEventListener(end, () => link.remove())
        link.after(successor)
        if (!link.relList.contains('stylesheet')) link.remove()
      }
    }
  }

  class Mistakes extends HTMLElement {
    #text

    constructor() {
      super()
      const style = make('link', { rel: 'stylesheet', href: new URL('reload.css', folder).href })
      const title = make('h2', { id: 'title' }, 'The plan has mistakes')
      const close = make('button', { type: 'button' }, 'Close')
      const explanation = make('p', { role: 'status' },
        'Nothing would be published now. What can be shown stays below until they are mended.')
      this.#text = make('pre', { role: 'group', tabindex: '0', 'aria-label': 'The mistakes' })
      const dialog = make('section', { role: 'dialog', 'aria-labelledby': 'title', lang: 'en', dir: 'ltr' })
      const head = make('div', { class: 'head' })
      head.append(title, close)
      dialog.append(head, explanation, this.#text)
      // Without its style sheet it would be in the way.
      dialog.hidden = true
      for (const end of ['load', 'error']) style.addEventListener(end, () => { dialog.hidden = false })
      close.addEventListener('click', () => this.remove())
      this.attachShadow({ mode: 'open' }).append(style, dialog)
    }

    set text(text) {
      this.#text.textContent = text
    }
  }

  function make(name, attributes, text = '') {
    const element = document.createElement(name)
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
    element.textContent = text
    return element
  }

  customElements.define('tratado-mistakes', Mistakes)
  let overlay

  function showMistakes(text) {
    if (!text) {
      overlay?.remove()
      return
    }
    overlay ??= new Mistakes()
    overlay.text = text
    if (!overlay.isConnected) document.body.append(overlay)
  }

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.defaultPrevented) overlay?.remove()
  })
  document.addEventListener('visibilitychange', () => (document.hidden ? silence() : listen()))
  addEventListener('pagehide', silence)
  addEventListener('pageshow', event => {
    if (event.persisted) listen()
  })
  if (!document.hidden) listen()
})()
