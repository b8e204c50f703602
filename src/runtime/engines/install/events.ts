/** What happens in an installation, for whoever shows it. */
export type InstallEvent =
  | {
      readonly type: 'step_start';
      readonly name: string;
      readonly number: number;
      readonly count: number;
      readonly downloadBytes: number;
    }
  /** `totalBytes` is `null` where nobody knows it. */
  | {
      readonly type: 'progress';
      readonly doing: 'download' | 'unpack';
      readonly bytes: number;
      readonly totalBytes: number | null;
    }
  /** An attempt that broke off and is made again. */
  | { readonly type: 'retry'; readonly reason: string }
  | {
      readonly type: 'step_end';
      readonly name: string;
      readonly number: number;
      readonly count: number;
      readonly wasDone: boolean;
    };
