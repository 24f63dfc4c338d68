// The text of a PDF, in the order in which it is written.

import { getDocumentProxy } from 'unpdf'

/** The text, and of it what runs over the right edge of its sheet. */
export async function textOf(bytes) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  const beyond = []
  let text = ''
  for (let number = 1; number <= pdf.numPages; number++) {
    const sheet = await pdf.getPage(number)
    const right = sheet.view[2]
    for (const { str, transform, width } of (await sheet.getTextContent()).items) {
      text += str
      if (transform[4] + width > right) beyond.push(str)
    }
  }
  return { text, beyond }
}
