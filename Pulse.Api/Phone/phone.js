/** The door of the phone: takes the code out of the address before anything else, then finds where the person is. */
import { load } from './door.js';
import { askToContinue, codeIn, redeem } from './entering.js';
import { begin, lookedFor, lost, trouble } from './journey.js';
import { preferred, speak } from './words.js';

function takeCode() {
  const code = codeIn(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname);
  return code;
}

/** @param {string | null} code */
async function open(code) {
  await speak(preferred());
  // asked by name first, so that a phone on which nothing is kept loads nothing for it
  const bases = await indexedDB?.databases?.().catch(() => []) ?? [];
  if (bases.some(base => base.name === 'pulse')) lookedFor(await (await load('keeping')).found());
  if (code) return redeem(code);
  // After quick exit, Back must not bring the page up again by itself.
  const [came] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  if (came?.type === 'back_forward') return askToContinue();
  return begin();
}

/** @param {unknown} error */
const failed = error => lost(error) || trouble(error);

const first = takeCode();
open(first).catch(failed);
addEventListener('hashchange', () => {
  const code = takeCode();
  if (code) redeem(code).catch(failed);
});
