/**
 * Finds in a text what may show who somebody is. It runs on the phone alone, knows a few patterns in three languages,
 * and only ever gives a hint: it misses much, and what it finds may be harmless.
 */

/** Where a word begins, with the "and" that Hebrew and Arabic write in front of it. */
const before = '(?:^|[^\\p{L}\\p{M}])[\u05d5\u0648]?';
const name = '\\p{L}[\\p{L}\\p{M}׳\'’-]+';

/** @param {string} pattern @param {string} [flags] */
const rule = (pattern, flags = 'u') => new RegExp(before + pattern, flags);

/** @type {[kind: string, rule: RegExp][]} */
const rules = [
  ['address', /\S@\S+\.\S|(?:^|\s)@\w{3,}|https?:|www\.|\b[a-z0-9-]{2,}\.(?:com|org|net|co|il|ps|me)\b/iu],
  ['name', rule(`(?:my name is|i am called|i'm called|they call me) ${name}`, 'iu')],
  ['name', rule(`(?:Mr|Mrs|Ms|Dr|Prof|Sheikh|Rabbi|Imam)\\.? \\p{Lu}${name}`)],
  ['name', rule(`(?:שמי|השם שלי|קוראים לי) ${name}`)],
  ['name', rule(`(?:ד[״"]ר|פרופ[׳']|עו[״"]ד|גברת|גב[׳']) ${name}`)],
  ['name', rule(`(?:و?[اإأ]سمي|يسم[ّ]?ونني|أُ?دعى) ${name}`)],
  ['name', rule(`(?:السيد|السيدة|الدكتور|الدكتورة|الشيخ|الأستاذ|الأستاذة) ${name}`)],
  ['place', rule('I (?:live|work|study) (?:in|at|near|on) (?:the )?\\p{Lu}', 'u')],
  ['place', rule('\\p{Lu}\\p{L}+ (?:Street|Road|Avenue|Refugee Camp)')],
  ['place', rule('(?:אני )?(?:גר|גרה|מתגורר|מתגוררת|עובד|עובדת|לומד|לומדת) ב\\p{L}{2}')],
  ['place', rule(`(?:ברחוב|רחוב|בשכונת|שכונת|במושב|בקיבוץ|בכפר) ${name}`)],
  ['place', rule(`(?:أسكن|اسكن|أقيم|أعيش|أعمل|أدرس) (?:في|بـ?) ?${name}`)],
  ['place', rule(`(?:شارع|حيّ|حارة|مخيّ?م|قرية) ${name}`)],
];

/** @param {string} text @returns {string[]} kinds, each once: number, address, name, place */
export function hintsIn(text) {
  const kinds = new Set();
  // one digit for each, in whatever script it was written
  const latin = text.replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) % 16));
  for (const [run] of latin.matchAll(/\+?\d[\d\s().\/-]{5,}\d/g)) {
    const digits = run.replace(/\D/g, '');
    // two years in a row, as in 1948-1967, are no number of anybody
    const years = /^(?:(?:1[89]|20)\d\d){2,}$/.test(digits);
    if (digits.length >= 7 && digits.length <= 15 && !years) kinds.add('number');
  }
  for (const [kind, pattern] of rules) if (pattern.test(text)) kinds.add(kind);
  return [...kinds];
}
