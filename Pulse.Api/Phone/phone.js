/**
 * Where the phone begins: it takes the code out of the address before anything else, and asks the server while the rest
 * of the client is still on its way. On a slow line each thing that waits for another costs a third of a second.
 */
import { codeIn, load, read, spend } from './door.js';

function takeCode() {
  const code = codeIn(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname);
  return code;
}

/**
 * What was asked before the pages were there: a code spent and what came with it, or where the person was; nothing after
 * Back, since quick exit must not bring the page up again by itself.
 * @typedef {{ code: string | null, spent: Promise<any> | null, dialogue: Promise<any> | null, state: Promise<any> | null }} Asked
 */

/** @param {string | null} code @returns {Asked} */
function ask(code) {
  const spent = code ? spend(code) : null;
  const [came] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  const back = !code && came?.type === 'back_forward';
  const dialogue = back ? null : spent ? spent.then(() => read('/v1/dialogue')) : read('/v1/dialogue');
  const state = back ? null : spent ? spent.then(reply => reply.state) : read('/v1/participation');
  // whoever needs them says what went wrong
  for (const one of [spent, dialogue, state]) one?.catch(() => {});
  return { code, spent, dialogue, state };
}

// the names of databases, asked so that a phone on which nothing is kept loads nothing for it; not every browser tells
const named = Promise.resolve(indexedDB?.databases?.()).catch(() => null);

/** @param {Asked} asked */
const enter = asked => load('entering').then(entering => entering.enter(asked, named));

enter(ask(takeCode()));
addEventListener('hashchange', () => {
  const code = takeCode();
  if (code) enter(ask(code));
});
