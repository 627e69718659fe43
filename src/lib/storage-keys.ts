/** Every key under which this page keeps something in localStorage. */
export const STORAGE_KEYS = {
  preferences: 'macie-job-monitor.preferences',
  views: 'macie-job-monitor.views',
  watched: 'macie-job-monitor.watched',
  /** Set while a sign-out has not deleted everything yet. */
  pendingDeletion: 'macie-job-monitor.pending-deletion',
} as const;

/** Every IndexedDB database in which this page keeps something. */
export const DATABASES = {
  inventories: 'macie-job-monitor.inventories',
  progress: 'macie-job-monitor.progress',
  identities: 'macie-job-monitor.identities',
} as const;
