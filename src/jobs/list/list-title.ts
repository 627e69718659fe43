/** What the list is headed with, which is on screen before the list can be. */
export const LIST_TITLE = 'Classification jobs';
