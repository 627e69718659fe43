import { firstJobs } from './first-jobs.ts';

/* As in ours: the first calls are on their way while the page itself is being fetched. */
const jobs = firstJobs(new URLSearchParams(window.location.search));
const { show } = await import('./page.tsx');
show(jobs);
