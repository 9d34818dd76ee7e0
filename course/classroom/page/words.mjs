// What the page says, in the language of the class: English stands in the code, and is the key.

import { forms, language, plural, words } from "./catalogue.mjs"

/** As dates are written: the way of this device, if it is one of the language spoken here. */
export const locale = navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field)

/** A message, with values for its fields. */
export const _ = (message, values = {}) => filled(words[message] ?? message, values)

/** A message that counts `n`, in the form that the language has for it. */
export const ngettext = (one, many, n, values = {}) => {
  const said = forms[one] ?? [one, many]
  return filled(said[plural(n)] ?? said.at(-1), { n, ...values })
}
