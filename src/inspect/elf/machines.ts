/** A machine that ELF files are made for. */
export interface Machine {
  readonly name: string;
  /** Relocations that put an address of the library itself into a place: without a symbol, and with one. */
  readonly relative: number;
  readonly absolute: number;
}

/** By e_machine. Source of the numbers: glibc's elf.h, and each machine's ABI supplement. */
export const machines: Readonly<Record<number, Machine>> = {
  3: { name: "i386", relative: 8, absolute: 1 },
  8: { name: "mips", relative: 3, absolute: 3 },
  20: { name: "powerpc", relative: 22, absolute: 1 },
  21: { name: "powerpc64", relative: 22, absolute: 38 },
  22: { name: "s390x", relative: 12, absolute: 22 },
  40: { name: "arm", relative: 23, absolute: 2 },
  62: { name: "x86_64", relative: 8, absolute: 1 },
  183: { name: "aarch64", relative: 1027, absolute: 257 },
  243: { name: "riscv64", relative: 3, absolute: 2 },
  258: { name: "loongarch64", relative: 3, absolute: 2 },
};

/** The name of a machine; its number where it has none here. */
export function machineName(machine: number): string {
  return machines[machine]?.name ?? `machine ${machine}`;
}
