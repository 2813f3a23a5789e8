/**
 * How many arguments each instruction of the BEAM has, by its number from 1. Source: lib/compiler/src/genop.tab of OTP; the
 * last ones: call_fun2, nif_start, badrecord (25), update_record, bs_match (26), executable_line (27), debug_line (28).
 */
// prettier-ignore
export const arities: readonly number[] = [
  1, 3, 0, 2, 3, 2, 2, 3, 2, 4, 5, 2, 3, 2, 3, 2, 1, 1, 0, 0, 0, 0, 2, 1, 1, 2, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3,
  3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 1, 2, 1, 2, 3, 3, 3, 3, 3, 2, 1, 1, 0, 1, 1, 3, 2, 2, 2, 5,
  5, 5, 4, 2, 1, 1, 2, 2, 5, 5, 5, 2, 1, 0, 1, 2, 2, 4, 4, 4, 4, 3, 1, 2, 1, 1, 1, 2, 6, 3, 5, 1, 2, 2, 3, 5, 7, 7, 7, 5,
  3, 2, 2, 5, 6, 2, 2, 2, 2, 1, 3, 4, 0, 8, 6, 2, 6, 5, 4, 5, 4, 5, 4, 3, 3, 3, 3, 3, 0, 1, 1, 7, 1, 5, 5, 2, 3, 3, 4, 0,
  0, 2, 2, 2, 3, 4, 3, 2, 2, 4, 3, 1, 2, 1, 1, 1, 6, 3, 0, 1, 5, 3, 2, 4,
];

export const op = {
  label: 1,
  funcInfo: 2,
  call: 4,
  callLast: 5,
  callOnly: 6,
  callExt: 7,
  callExtLast: 8,
  callExtOnly: 78,
  intCodeEnd: 3,
} as const;
