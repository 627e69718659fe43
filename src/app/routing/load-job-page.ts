/** Loads the code of the job page. */
export const loadJobPage = () => import('../../jobs/detail/job-route.tsx');

/** The same ahead of need, so that opening a job waits for Macie alone. If it fails, opening the job says so. */
export function preloadJobPage(): void {
  loadJobPage().catch(() => undefined);
}
