import type { Job } from './job.ts';

/** The list as the reader left it, so that they can come back to it and step along it. */
export interface LastList {
  /** The search part of its address, without `?`. */
  readonly query: string;
  readonly rows: readonly Job[];
  /** Whether these are all rows. */
  readonly complete: boolean;
  /** How far it was scrolled, in pixels. */
  readonly scrollTop: number;
}

let last: LastList = { query: '', rows: [], complete: false, scrollTop: 0 };
let opened: string | undefined;

/** The list that the reader saw last; an empty one where they came by another link. */
export function lastList(): LastList {
  return last;
}

/** Notes the rows that the reader sees: a job's page steps along them. */
export function rememberRows(query: string, rows: readonly Job[], complete: boolean): void {
  last = { query, rows, complete, scrollTop: last.query === query ? last.scrollTop : 0 };
}

/** Notes how far the list was scrolled that the reader is leaving. */
export function rememberScroll(query: string, scrollTop: number): void {
  if (last.query === query) last = { ...last, scrollTop };
}

/** The key of the job whose page the reader comes from, so that the focus returns to its row. */
export function lastOpened(): string | undefined {
  return opened;
}

/** Notes the job whose page is open. */
export function rememberOpened(key: string): void {
  opened = key;
}
