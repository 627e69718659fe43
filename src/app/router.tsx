import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { canonicalQuery } from '../jobs/criteria-link.ts';
import { ListPage } from '../jobs/list/list-page.tsx';
import { startQuery } from '../jobs/list/saved-views-store.ts';
import { Frame } from './frame.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { CrashPage } from './crash-page.tsx';

/**
 * The search part of an address, whole and as text. The router's own codec reads values as JSON, so
 * that a job named 662E41 becomes 6.62e43; what stands in a link is for `criteria-link.ts` to read.
 */
export interface Search {
  readonly query: string;
}

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/jobs', search: { query: startQuery() }, replace: true });
  },
});

const list = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  validateSearch: (search: Record<string, unknown>): Search => ({
    query: canonicalQuery(typeof search['query'] === 'string' ? search['query'] : ''),
  }),
  component: ListPage,
});

/** Fetches what a job's page is made of. */
export const loadJobRoute = () => import('./job-route.tsx');

const job = createRoute({
  getParentRoute: () => root,
  path: '/jobs/$account/$region/$jobId',
}).lazy(() => loadJobRoute().then(({ route }) => route));

/** The page's addresses. Made when the page is shown: signing in may still change the address before that. */
export const createPageRouter = () =>
  createRouter({
    routeTree: root.addChildren([home, list, job]),
    parseSearch: (search): Search => ({ query: search.replace(/^\?/, '') }),
    stringifySearch: ({ query }) => (typeof query === 'string' && query !== '' ? `?${query}` : ''),
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: false,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
