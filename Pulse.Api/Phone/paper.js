/** Pages are made of elements and text: nothing in this client can turn a string into markup. */

/** @typedef {Node | string | null | undefined | false} Inside */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [given] attributes, or listeners as `onclick: function`; false and null are left out
 * @param {...Inside} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, given = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const part of inside) if (part) element.append(part);
  return element;
}

/**
 * A number, ratio or code that must read left to right in every language.
 * @param {string | number} text
 */
export const ltr = text => el('bdi', { dir: 'ltr' }, String(text));

/**
 * A person's own words, on their own: their direction never leaks into the sentence around them.
 * @param {string} text @param {string} language @param {'p' | 'bdi' | 'span'} [tag]
 */
export const words = (text, language, tag = 'bdi') => el(tag, { lang: language, dir: 'auto' }, text);

/** @param {number} bytes */
export const random = bytes => crypto.getRandomValues(new Uint8Array(bytes));

/** A random UUID (version 4), also where crypto.randomUUID is missing. */
export function uuid() {
  const b = random(16);
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  return Array.from(b, (n, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + n.toString(16).padStart(2, '0')).join('');
}
