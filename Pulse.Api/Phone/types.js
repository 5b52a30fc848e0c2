/**
 * The shapes that /v1 speaks (docs/openapi.json), for the type checker. The phone never loads this file.
 *
 * @typedef {Record<string, string>} LocalText  one text in each language: he, ar, en
 * @typedef {{ slug: string, name: LocalText, parts?: Segment[] }} Segment
 * @typedef {{
 *   id: string, slug: string, synthetic: boolean, languages: string[], title: LocalText, introduction: LocalText,
 *   consent: { version: number, text: LocalText }, segments: Segment[], quoting: 'ask' | 'never', minimumCell: number, showsStanding: boolean,
 *   workingGroups: { slug: string, name: LocalText, summary: LocalText }[]
 * }} Card
 * @typedef {{
 *   consented: boolean, language: string, segment: string | null, segmentChosen: boolean, phase: string | null,
 *   phaseName: LocalText | null, next: 'consent' | 'segment' | 'item' | 'wait' | 'done', finished: boolean,
 *   answered: number, votesCast: number, separate: boolean, nextOpens: string | null
 * }} State
 * @typedef {{ slug: string, name: LocalText }} Option
 * @typedef {{
 *   slug: string, kind: string, text: LocalText, help?: LocalText | null, workingGroup?: string | null,
 *   options?: Option[], atMost?: number, from?: number, to?: number, low?: LocalText | null, high?: LocalText | null,
 *   scale?: 'agreement' | 'acceptability', setSize?: number, asksImportance?: boolean | null, state?: 'open' | 'done' | 'skipped'
 * }} Item
 * @typedef {{ kind: string, item: Item | null, position: number, total: number }} NextItem
 * @typedef {'agree' | 'disagree' | 'pass'} Vote
 * @typedef {{ statement: string, segments: { segment: string, atLeast: number, tenths: number }[] }} Standing
 * @typedef {{
 *   id: string, text: LocalText, original: string, translated: Record<string, 'person' | 'machine'>,
 *   workingGroup: string | null
 * }} Statement
 * @typedef {{ id: string, text: LocalText, workingGroup: string | null }} RatifiedText
 * @typedef {{
 *   answering: typeof import('./answering.js'), choosing: typeof import('./choosing.js'), ending: typeof import('./ending.js'),
 *   entering: typeof import('./entering.js'), hinting: typeof import('./hinting.js'), keeping: typeof import('./keeping.js'),
 *   voting: typeof import('./voting.js')
 * }} Modules  what is loaded by name
 */
export {};
