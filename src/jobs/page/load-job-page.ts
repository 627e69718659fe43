/** Fetches what the page of a job is made of. */
export const loadJobPage = () => import('./job-route.tsx');
