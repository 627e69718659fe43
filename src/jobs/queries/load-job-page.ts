/** Fetches the code of a job's page. */
export const loadJobPage = () => import('../detail/job-route.tsx');

/** Prefetches it, so that opening a job waits for Macie alone. A failure is shown when the page is opened. */
export function fetchJobPage(): void {
  loadJobPage().catch(() => undefined);
}
