import type { QueryClient } from '@tanstack/react-query';
import type { Address } from '../../lib/address.ts';
import { LIST_PATH, listCriteria, parseView } from '../criteria/link.ts';
import type { View } from '../criteria/criteria.ts';
import { parseJobPath } from '../model/job.ts';
import type { Monitor } from './monitor.ts';
import { chosenSources, findSource } from '../model/sources.ts';

/** Starts reading a list that is about to be shown. Failures are shown with the list. */
export function prefetchView(
  { sources, queries }: Pick<Monitor, 'sources' | 'queries'>,
  queryClient: QueryClient,
  view: View,
): void {
  const criteria = listCriteria(view);
  for (const source of chosenSources(sources, view)) {
    void queryClient.prefetchQuery(queries.list(source, criteria));
  }
}

/** Starts reading what an address will show: the list, or the job. Failures are shown with it. */
export function prefetchAddress(
  { sources, queries }: Monitor,
  queryClient: QueryClient,
  { pathname, search }: Address,
): void {
  if (pathname === LIST_PATH) {
    prefetchView({ sources, queries }, queryClient, parseView(search).view);
    return;
  }
  const job = parseJobPath(pathname);
  const source = job && findSource(sources, job);
  if (source) void queryClient.prefetchQuery(queries.detail(source, job.jobId));
}
