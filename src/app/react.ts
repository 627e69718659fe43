/*
 * Starts React, and nothing else, from a file as short as this: as React loads it makes errors, for each of which a
 * browser with its tools open parses whatever is running once more.
 */
export { createRoot } from 'react-dom/client';
