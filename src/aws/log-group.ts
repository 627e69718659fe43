/** Where Macie logs what happens to the jobs of a Region (AWS). */
export const LOG_GROUP = '/aws/macie/classificationjobs';
