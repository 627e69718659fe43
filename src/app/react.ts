/*
 * React alone, in a file that runs by itself: as it loads it makes errors, for each of which a browser with its tools
 * open parses the file that is running once more.
 */
export { createRoot } from 'react-dom/client';
