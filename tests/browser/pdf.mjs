// The text of a PDF, in the order in which it is written.

import { getDocumentProxy } from 'unpdf'

/** The text, and of it what runs over the left or the right edge of its sheet. */
export async function textOf(bytes) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  const beyond = []
  let text = ''
  for (let number = 1; number <= pdf.numPages; number++) {
    const sheet = await pdf.getPage(number)
    const [left, , right] = sheet.view
    for (const { str, dir, transform, width } of (await sheet.getTextContent()).items) {
      // The reader turns round what is in a script from right to left. It was printed from left to right: see `paper`.
      text += dir === 'rtl' ? [...str].reverse().join('') : str
      if (transform[4] < left || transform[4] + width > right) beyond.push(str)
    }
  }
  return { text, beyond }
}
