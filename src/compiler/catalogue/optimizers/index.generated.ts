// Generated from the files of this folder by `npm run generate`. Do not edit.


export const optimizers = [] as const;
