/** Fetches what the page of a job is made of. */
export const loadJobPage = () => import('../detail/job-route.tsx');

/** The same ahead of need: opening a job shall wait for Macie alone. What fails here fails again, in words, later. */
export function fetchJobPage(): void {
  loadJobPage().catch(() => undefined);
}
