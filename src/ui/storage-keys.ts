/** Every key under which this page keeps something in localStorage. */
export const STORAGE_KEYS = {
  preferences: 'macie-job-monitor.preferences',
  views: 'macie-job-monitor.views',
  watched: 'macie-job-monitor.watched',
  /** Nothing but that somebody was here. */
  visited: 'macie-job-monitor.visited',
  /** Lists as they were left. */
  stills: 'macie-job-monitor.stills',
} as const;
