/** Every key under which this page keeps something in localStorage. */
export const STORAGE_KEYS = {
  preferences: 'macie-job-monitor.preferences',
  views: 'macie-job-monitor.views',
  watched: 'macie-job-monitor.watched',
} as const;
