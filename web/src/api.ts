/** What the page and the server say to each other. The Rust side is `src/serve/review/`; both follow this file.
 *
 * JSON in UTF-8; places in texts are offsets in UTF-16 units into the `text` of a document ({@link Article}); documents,
 * names and places have opaque ids, never paths. Every write is a POST with `application/json` and `X-Drogman: 1`.
 */

/** Why a name stands where it stands in the list: these come in this order. */
export type Kind = 'several' | 'sides' | 'unknown' | 'known';
/** What was decided of a name or a term. */
export type State = 'open' | 'accepted' | 'rejected';
/** How a house treats a spelling; `candidate`: the glossary does not have it. */
export type Status = 'preferred' | 'admitted' | 'deprecated' | 'forbidden' | 'candidate';
export type Screen = 'names' | 'occurrences' | 'preview' | 'check' | 'align' | 'terms' | 'glossary';
/** A JSON value that a decision sets. */
export type Value = string | number | boolean | null;
/** A message: a code that the page words in both languages, and what goes into it. */
export interface Coded { code: string; args?: string[] }

/** POST /api/session `{token}` answers 204 and sets the cookie; 403 when the token is not (or no longer) good. */

/** GET /api/project */
export interface Project {
  name: string;
  version: string;
  /** House styles; the first is `default`. */
  styles: string[];
  /** Sides of the glossary that some name in it has, in alphabetical order. */
  parties: string[];
  /** Source and target: `fr`, `en`. */
  languages: [string, string];
  /** `file`: where decisions are saved (a name to show), null when there is no place for them. */
  glossary: { name: string; concepts: number; layers: string[]; file: string | null };
  read: Read;
  left: Left;
  /** Id of the last journal entry, '' when there is none. */
  last: string;
  /** Acts that the glossary keeps and that are not in its files yet. */
  unsaved: number;
  /** Whether translations were given. */
  translations: boolean;
}
/** How far the reading of the articles is. `done` and `total` count files. */
export interface Read { done: number; total: number; finished: boolean; failed: { file: string; message: string }[]; occurrences: number }
/** What is left to decide on each screen; null: not counted yet. */
export interface Left { names: number | null; edits: number | null; findings: number | null; pairs: number | null; terms: number | null }

/** GET /api/events: server-sent events, each with JSON data. `read` {@link Read} · `names` `{added: number}` (the list
 * has grown; the view shown does not change by itself) · `left` {@link Left} · `journal` `{last: string, unsaved: number}`
 * (some tab decided something: refetch what is shown) · `bye` `{}` (the server ends). */

/** A list as it was when it was asked for: order and members do not change until it is asked for again. Rows are read by
 * index with GET /api/views/VIEW?from=&limit= (≤ 500) → {@link Rows}; 410: the view is gone, ask again. The state shown
 * in a row is the one now. */
export interface View<Row> { view: string; total: number; rows: Row[]; facets: Facets }
export interface Rows<Row> {
  from: number; rows: Row[];
  /** Of a view of names: how many of each group are open now, which the button «accept the N shown» says. */
  groups?: Names['groups'];
}
/** By facet: value, how many, and a title where the value is an id. */
export type Facets = Record<string, [value: string, n: number, title?: string][]>;

/** GET /api/names?q=&type=&state=&doc=&in=&style= (all but q and style repeatable; `in`: yes|no). Rows in the order of
 * groups, most found first. Facets: type, state, doc, in. */
export interface Names extends View<NameRow> { groups: { kind: Kind; total: number; open: number }[] }
export interface NameRow {
  id: string; kind: Kind; type: string; state: State;
  /** What stands as title: the form that is written, or the names of both sides («Khankendi · Stepanakert»). */
  fr: string; en: string;
  /** Occurrences, and documents they stand in. */
  n: number; docs: number;
  /** Spellings found, most found first, eight at most. */
  forms: { form: string; n: number; status: Status; party: string | null; in: boolean }[];
  /** For the bar: preferred, admitted, replace, or a party; with counts. */
  split: [part: string, n: number][];
  note: string;
  /** Whether the glossary has it. */
  known: boolean;
}
/** GET /api/names/ID?style= */
export interface NameCard extends Omit<NameRow, 'forms'> {
  forms: Spelling[];
  /** Both sides' names, in alphabetical order of the sides; empty when there are none. */
  sides: { party: string; fr: string; en: string; n: number }[];
  /** keep: write what each article writes (where a style chooses no side); write: the form of the style. */
  keep: boolean;
  /** Spellings the glossary has and the articles have not. */
  unseen: string[];
  /** What would change in the articles: from, to, how often, whether it is sure. */
  edits: { total: number; pairs: [from: string, to: string, n: number, sure: boolean][] };
  /** One context a spelling, three at most. */
  examples: { doc: string; title: string; date: string | null; left: string; key: string; right: string }[];
  /** Names that it could be joined with: id, title, likeness from 0 to 1, why. */
  near: [id: string, fr: string, score: number, why: Coded][];
}
export interface Spelling {
  /** Of a spelling that a decision gave to this name: the id of the name it came from, which decisions about it name
   * (`form/OF:FORM`). */
  of?: string;
  form: string; n: number; docs: number; status: Status; party: string | null;
  /** Which name of the concept it is: full, short, abbreviation. The form to write is chosen per slot. */
  slot: 'full' | 'short' | 'abbreviation';
  why: Coded & { score?: number };
  /** Whether it belongs to the name (a decision can take it out). */
  in: boolean;
  /** Whether the style writes this one of its slot. */
  write: boolean;
}

/** GET /api/names/ID/occurrences?sort=date|form|left1..3|right1..3&form=&q= : a view whose rows are {@link Occurrence}. */
export interface Occurrences extends View<Occurrence> {
  /** By document, in the order of dates: what is written there. */
  dates: { doc: string; title: string; date: string | null; forms: Record<string, number> }[];
}
export interface Occurrence {
  /** What a decision about it is `on` (`occ/…`). */
  on: string;
  doc: string; title: string; date: string | null; s: number; e: number;
  left: string; key: string; right: string; form: string;
  /** Decided not to be this name. */
  out: boolean;
}
/** GET /api/documents/ID */
export interface Article { id: string; title: string; date: string | null; language: string; text: string; blocks: { s: number; e: number; kind: string }[] }

/** GET /api/edits?style=&doc=&q= : a view, ordered by document and place. Facets: doc, state. */
export interface Edits extends View<Edit> {
  /** By style, how many edits there are (sure and unsure); null: not counted yet. */
  counts: Record<string, number | null>;
  /** What POST /api/articles would write now: sure and not skipped, or accepted. */
  toWrite: number;
  /** The documents of the rows, in their order, with the number of rows. */
  docs: Group[];
}
/** Rows of a view that follow each other and belong to one document. */
export interface Group { doc: string; title: string; n: number }
export interface Edit {
  /** `edit/STYLE/…` */
  on: string;
  doc: string; title: string; s: number; e: number;
  from: string; to: string;
  /** The name it is about, and its title. */
  name: string; fr: string;
  party: string | null;
  sure: boolean; why: Coded | null;
  state: 'open' | 'accepted' | 'skipped';
}
/** POST /api/articles. 409 `{now: number}` when `accepted` is not what the server counts. */
export interface WriteArticles { style: string; how: 'copies' | 'inplace' | 'patch'; accepted: number }
export interface WrittenArticles { written: [title: string, n: number][]; failed: [title: string, message: string][]; where: string; file: Download | null }
export interface Download { id: string; name: string }

/** GET /api/findings?rule=&doc=&q= : a view, ordered by document and place. Facets: rule, doc. */
export interface Findings extends View<Finding> { docs: Group[] }
export interface Finding {
  on: string;
  /** What «this spelling everywhere» sets: `ignore/RULE/FORM`; null where there is no such thing. */
  everywhere: string | null;
  rule: string; severity: 'error' | 'warning' | 'info';
  doc: string; title: string; s: number; e: number;
  form: string;
  /** As `check` says it, in English; `code` (the rule) and args for the page's own words. */
  message: string; args: string[];
  /** What the fix writes, in the place of `from`. */
  fix: { from: string; to: string; s: number; e: number; sure: boolean } | null;
  /** Where a translation is concerned: the pair and the bead. */
  pair: { id: string; fr: number[]; en: number[] } | null;
  why: string;
  state: 'open' | 'fixed' | 'ignored';
}

/** GET /api/pairs; beads and left null: not aligned yet. */
export interface Pairs { pairs: { id: string; fr: string; en: string; beads: number | null; left: number | null }[] }
/** GET /api/pairs/ID. Beads are what lies between two cuts; a cut `[i, j]` stands before French segment i and English
 * segment j. The ends (0:0 and n:m) are no cuts. */
export interface Pair {
  id: string;
  fr: { doc: string; title: string; text: string; segments: [s: number, e: number][] };
  en: { doc: string; title: string; text: string; segments: [s: number, e: number][] };
  /** In force, in order. */
  cuts: [i: number, j: number][];
  /** By bead: how sure (0 to 1), and why one should look at it. A bead that decisions changed has p null. */
  beads: { p: number | null; look: Coded | null; ok: boolean }[];
  /** Names on either side; the same name has the same id. */
  names: { side: 'fr' | 'en'; s: number; e: number; id: string; fr: string }[];
}
/** Decisions: on `cut/PAIR/i:j` field `on` (true, false) and on `bead/PAIR/i:j` (its first segments) field `ok`. Cuts
 * that cross those in force are refused with 409 `{needs}`. */

/** GET /api/terms?q=&state=&en=&known= : a view, best first. Facets: state, en (yes|no), known. */
export type Terms = View<TermRow>;
export interface TermRow {
  /** `term/FORM` */
  on: string;
  term: string; type: string; en: string; n: number; docs: number; score: number; state: State;
  /** Whether the glossary has it. */
  known: boolean;
}
/** GET /api/terms/card?on= */
export interface TermCard extends TermRow {
  forms: string[];
  /** Equivalents learnt from the translations or known: form, share (0 to 1), how often seen. */
  proposals: [en: string, share: number, n: number][];
  examples: NameCard['examples'];
}

/** GET /api/concepts?q=&type=&layer=&used=yes|no : a view, in alphabetical order. Facets: type, layer, used. */
export type Concepts = View<ConceptRow>;
export interface ConceptRow { id: string; fr: string; en: string; type: string; layer: string; n: number }
/** GET /api/concepts/ID */
export interface ConceptCard extends ConceptRow {
  /** By style, what is written; only those that differ from `default`. */
  write: Record<string, string>;
  enForms: { form: string; status: Status; party: string | null }[];
  gender: string | null; number: string | null; article: string | null; locative: string | null; elides: boolean | null;
  /** What drogman writes of it: «le … · du … · au …». */
  samples: string[];
  forms: { form: string; status: Status; relation: string | null; party: string | null; slot: Spelling['slot']; n: number }[];
  note: string; definition: string; domain: string; source: string;
  file: string; line: number;
  history: Act[];
}

/** GET /api/acts?from=&limit=&name= : the journal, newest first. */
export interface Acts { total: number; acts: Act[] }
export interface Act {
  id: string; time: string; screen: string;
  /** A code and its arguments; the page words it. */
  label: string[];
  /** How many settings, and the first of them. */
  n: number; first: Set | null;
  /** Taken back. */
  off: boolean;
  /** Stands in the files of the glossary. */
  saved: boolean;
}
/** A decision sets one field of one thing; in force is the last one that was not taken back. */
export interface Set { on: string; field: string; from: Value; to: Value }
/** POST /api/acts: these settings, or one setting for each row of a view (`group`: only rows of this kind; only rows
 * whose field is still `from`). 409 `{now: Value, on, field}` when a `from` is not what is in force. */
export type NewAct =
  | { screen: Screen; label: string[]; sets: Set[] }
  | { screen: Screen; label: string[]; view: string; group?: Kind; field: string; from: Value; to: Value };
export interface Acted { id: string; time: string; n: number; left: Left; unsaved: number; changed: string[] }
/** POST /api/acts/ID/revert `{on: boolean}` (false restores): {@link Acted}; 409 `{needs: string[]}`. */

/** The fields of things:
 * - `name/ID`: state, type, en, `write:STYLE`, `write-short:STYLE`, `write-abbreviation:STYLE`, keep (boolean), note,
 *   definition, domain, source, gender, number, article, locative, elides (boolean or null)
 * - `form/ID:FORM`: in (boolean), status, party, family (id of the name it belongs to; `new`: a name of its own)
 * - `occ/…`: out (boolean) · `edit/…`: state · `finding/…`: state · `ignore/RULE/FORM`: on (boolean)
 * - `term/FORM`: state, en, type · `cut/…`: on (boolean) · `bead/…`: ok (boolean) · `import/NAME`: rows (number) */

/** GET /api/save: what saving would write. POST /api/save `{last}` writes exactly that: {@link Saved}; 409 when `last` is
 * not the last entry any more, or the files were edited since. */
export interface Save { acts: number; last: string; files: { file: string; diff: string }[]; refused: { act: string; why: string }[] }
export interface Saved { files: string[]; acts: number; last: string }

/** POST /api/import `{name, base64}`: reads a list. POST /api/import/ID {@link ImportChoice}: {@link Acted}. */
export interface Import {
  id: string; name: string; rows: number; concepts: number;
  columns: { heading: string; field: string; sample: string[] }[];
  /** Where the list and the glossary disagree. */
  conflicts: { id: string; term: string; ours: string; theirs: string }[];
  notes: string[];
}
export interface ImportChoice { columns: string[]; choices: Record<string, 'ours' | 'theirs'> }
/** POST /api/export `{format, what}`; what: glossary | memory | occurrences; name or pair where one is meant. GET
 * /api/files/ID gives the file, once. */
export interface Export { format: string; what: 'glossary' | 'memory' | 'occurrences'; name?: string; pair?: string }
export interface Exported { file: Download; dropped: [what: string, n: number][] }
