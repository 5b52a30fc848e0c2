/**
 * Finds in a text what may show who somebody is. It runs on the phone alone, knows a few patterns in three languages,
 * and only ever gives a hint: it misses much, and what it finds may be harmless. Hebrew and Arabic have no capitals, so
 * a word there counts as a name unless it is one of the ordinary words that often stand in that place.
 */

/** Where a word begins, with the "and" that Hebrew and Arabic write in front of it. */
const before = '(?:^|[^\\p{L}])[וو]?';
const name = '\\p{L}[\\p{L}\'-]+';

/** @param {string} words separated by spaces; a word that ends in * stands for all that begin so @param {string} [prefix] */
const not = (words, prefix = '') => `(?!${prefix}(?:${words.split(' ').map(word => word.endsWith('*')
  ? word.slice(0, -1) : `${word}(?![\\p{L}\\p{M}])`).join('|')}))`;

/** @param {string} pattern @param {string} [flags] */
const rule = (pattern, flags = 'u') => new RegExp(before + pattern, flags);

const places = 'Israel* Palestin* (?:West )?Bank West Middle East* Europe* God* English Hebrew Arabic \\p{L}+day*';
const hebrewAfter = 'אח[דר]* קטן* גדול* של של[ינ]* שלהם ליד בלי עם יש אין הזה פליטים הפליטים מצוקה מגורים ללא לא או כמו כי צריך מול';
const hebrewPlaces = 'פחד* חרד* שקט שלום יחד ביחד בית(?!\\s(?:לחם|שמש|שאן)) מדינ* עולם מקום אזור ארץ מתח צל שכונ* שכנ* כבוד ביט* אוהל* עיר כפר* קיבוץ מושב רחוב '
  + 'יי?שוב* צפון דרום מרכז חבר[הת] משרד מפעל בניי?ן בנייה חקלאות חינוך הייטק אוניברסיט* מכלל* ז[הו] כ[ךל]* אות* תוך לי ין גלל '
  + 'עיקר מהיר* עד חופש* סכנ* עוני תנאי* מצב מציאות ישראל פלסטין גדה עברית ערבית אנגלית';
const arabicAfter = 'صغير* كبير* واحد* للاجئين امن* سكني* بعيد* قري* قرب بجانب من في على عن دون بلا لا ليس* فقير* مجاور* جديد* قديم* مدمر* حكومي* خاص* تحت';
const arabicPlaces = 'خوف* قلق سلام امان امن حرب* ظل ظروف وضع* حال[ةه]? عالم* مجتمع* بيت(?!\\s(?:لحم|حانون|لاهيا|جالا|ساحور)) بلد* خيم* هذ* ذل ذلك نفس منطق* مدين* مكان* منزل* شق[ةه] '
  + 'ارض* وطن* دول* فلسطين اسرائيل ضفة شرق غرب شمال جنوب كرام* حري[ةه] عزل* سجن* فقر* مخيم* شارع مدرس* جامع* مستشفى* شرك* '
  + 'زراع* بناء تعليم كل انتظار صمت لغ*';

/** @type {[kind: string, rule: RegExp][]} */
const rules = [
  ['address', /\S@\S+\.\S|(?:^|\s)@\w{3,}|https?:|www\.|\b[a-z0-9-]{2,}\.(?:com|org|net|il|ps)\b|\b(?:t|wa)\.me\b/iu],
  ['name', rule(`[Mm]y name(?: is|'s) ${not('not on in of irrelevant (?:un)?known an? the my no never still only also safe clear t?here '
    + '[Aa]rab* [Hh]ebrew* [Jj]ewish [Mm]uslim what all')}${name}`)],
  ['name', rule(`(?:[Ii] am|[Ii]'m|[Tt]hey) call(?:ed| me) \\p{Lu}${name}`)],
  ['name', rule(`(?:Mr|Mrs|Ms|Dr|Prof|Sheikh|Rabbi|Imam)\\.? ${not('Jarrah')}\\p{Lu}${name}`)],
  ['name', rule(`(?:שמי|השם שלי|קוראים לי)(?: הוא)? ${not('לא אינ* יקר חשוב על כתוב ידוע היה ערבי* יהודי* עברי* בוגד* אויב* מחבל* טרוריסט* כל תמיד '
    + 'לבוא לחזור לעזור לצאת בש[םמ]* רק גם שם מה')}${name}`)],
  ['name', rule(`(?:ד"ר|פרופ'|עו"ד|גברת|גב'|מר|הרב|השיח') ${not('טוב* או של מאו?ד הוא היא יותר')}${name}`)],
  ['name', rule(`(?:اسمي|يسمونني|ينادونني)(?: هو)? ${not('لا ليس* لن لم غير في على كان* مهم* معروف* مكتوب* عربي* عبري* خائن* عدو* ارهابي* الى هنا')}${name}`)],
  ['name', rule(`(?:السيد|السيد[ةه]|الدكتورة?|الشيخ|الاستاذة?|د\\.) ?${not('في الذي التي قال* كان* هو هي من على لا جراح المسيح عند* يقول تقول مع')}${name}`)],
  ['place', rule(`(?:[Ii]|[Ww]e|family) (?:lives?|works?|study|grew up) (?:in|at|near|on) (?:the )?${not(places)}\\p{Lu}`)],
  ['place', rule(`(?:[Ii] am|[Ii]'m|[Ww]e are|[Ww]e're|[Ii] come|[Ww]e come) from (?:the )?${not(places)}\\p{Lu}`)],
  ['place', rule(`${not('The This That Every Each No Our My Your Their Silk In On Peace Summer Left Right Refugee Training')}`
    + '\\p{Lu}\\p{L}+ (?:[Ss]treet|Road|Avenue|(?:[Rr]efugee )?[Cc]amp)(?!\\p{L})')],
  ['place', rule(`(?:גרה?|גרים|מתגוררת?|אני (?:עובד|לומד)ת?) ב(?:עיר |כפר |מושב |קיבוץ )?${not(`${hebrewPlaces} ${hebrewAfter}`, 'ה?')}\\p{L}{2}`)],
  ['place', rule(`(?:[במל]רחוב|רח'|[במל]?שכונת|[במל](?:מושב|קיבוץ|כפר|מחנה(?: הפליטים)?)) ${not(hebrewAfter)}${name}`)],
  ['place', rule(`(?:[انت]?سكن|[ان]قيم|[ان]عيش|[ان]عمل|[ان]درس|ساكنة?) (?:في|ب) ?(?:(?:مدينة|قرية|بلدة) )?${not(`${arabicPlaces} ${arabicAfter}`, '(?:ال)?')}${name}`)],
  ['place', rule(`(?:(?:في|من|ب|الى) ?)(?:حي|حارة|شارع|مخيم|قرية|بلدة|جامعة|مستشفى) ${not(`${arabicAfter} اللاجئين`)}${name}`)],
];

/** A day, however it is written. */
const day = /\b(?:\d{1,2}[.\/-]\d{1,2}[.\/-](?:\d{4}|\d\d)|(?:18|19|20)\d\d[.\/-]\d{1,2}[.\/-]\d{1,2})\b/g;

/** @param {string} text one way of writing for what has several: digits, quotation marks, vowel signs, hamza */
const plain = text => text.replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) % 16))
  .replace(/[\u0591-\u05c7\u064b-\u0652\u0640]/g, '').replace(/[أإآ]/g, 'ا').replace(/[׳’‘]/g, "'").replace(/[״“”]/g, '"');

/** @param {string} text @returns {string[]} kinds, each once: number, address, name, place */
export function hintsIn(text) {
  const kinds = new Set();
  const read = plain(text);
  for (const [run] of read.replace(day, ' ').matchAll(/\+?\d[\d\s().\/-]{5,}\d/g)) {
    const digits = run.replace(/\D/g, '');
    // two years in a row, as in 1948-1967, are no number of anybody; nor are millions
    const count = /^(?:(?:1[89]|20)\d\d){2,}$|^[1-9]\d*0{5}$/.test(digits);
    if (digits.length >= 7 && digits.length <= 15 && !count) kinds.add('number');
  }
  for (const [kind, pattern] of rules) if (pattern.test(read)) kinds.add(kind);
  return [...kinds];
}
