import { createContext, use } from 'react';
import { afterPaint } from './after-paint.ts';

/** Where the reader is, as the browser's address bar has it: nothing of it is decoded. */
export interface Address {
  readonly pathname: string;
  /** With its `?`, or empty. */
  readonly search: string;
}

/** How a change of the address enters the history: a choice is a step, typing is not. */
export type Step = 'push' | 'replace';

/** The address that the page is drawn for. */
export const AddressContext = createContext<Address>({ pathname: '/', search: '' });

/** The address that the page is drawn for, in a component. */
export function useAddress(): Address {
  return use(AddressContext);
}

/** The address as it is now, which may be newer than what the page is drawn for. */
export function currentAddress(): Address {
  const { pathname, search } = window.location;
  return { pathname, search };
}

/** Whether two addresses lead to the same. */
export function isSameAddress(a: Address, b: Address): boolean {
  return a.pathname === b.pathname && a.search === b.search;
}

/** Goes to another page of this site without reloading it. Going to the current address adds no history entry. */
export function goTo(href: string, step: Step = 'push'): void {
  const { pathname, search } = window.location;
  if (step === 'push' && href !== `${pathname}${search}`) window.history.pushState(null, '', href);
  else window.history.replaceState(null, '', href);
  for (const watcher of watchers) watcher(step);
}

/** Goes to another page once the browser has painted what the click on its way there has changed. */
export function goToAfterPaint(href: string): void {
  afterPaint(() => {
    goTo(href);
  });
}

/**
 * Calls back when the reader has gone to another address, and how: `back` is also forward, by the browser's own
 * buttons.
 *
 * @returns stops it
 */
export function watchAddress(watcher: Watcher): () => void {
  const onPopState = () => {
    watcher('back');
  };
  watchers.add(watcher);
  window.addEventListener('popstate', onPopState);
  return () => {
    watchers.delete(watcher);
    window.removeEventListener('popstate', onPopState);
  };
}

type Watcher = (how: Step | 'back') => void;

const watchers = new Set<Watcher>();
