/**
 * The versions of the NIF interface that VMs in use differ in, oldest first: from which Erlang/OTP on, and which functions
 * (without enif_) came with it. A function that is in none of them is older than 2.7. Source: the history in erl_nif.h, and
 * "since" in the documentation of erl_nif of OTP 29; enif_realloc and enif_fprintf are older than that says.
 */
const nifVersions = [
  { version: "2.7", otp: "17.3", functions: "schedule_nif" },
  {
    version: "2.8",
    otp: "18.0",
    functions:
      "get_map_size get_map_value has_pending_exception is_map make_map_put make_map_remove make_map_update make_new_map map_iterator_create map_iterator_destroy map_iterator_get_pair map_iterator_is_head map_iterator_is_tail map_iterator_next map_iterator_prev raise_exception",
  },
  { version: "2.9", otp: "18.2", functions: "getenv" },
  { version: "2.10", otp: "18.3", functions: "convert_time_unit monotonic_time time_offset" },
  {
    version: "2.11",
    otp: "19.0",
    functions:
      "binary_to_term cpu_time get_local_port is_current_process_alive is_port_alive is_process_alive make_unique_integer now_time port_command snprintf term_to_binary thread_type",
  },
  {
    version: "2.12",
    otp: "20.0",
    functions:
      "compare_monitors demonitor_process hash monitor_process open_resource_type_x select whereis_pid whereis_port",
  },
  {
    version: "2.13",
    otp: "20.1",
    functions: "free_iovec inspect_iovec ioq_create ioq_deq ioq_destroy ioq_enq_binary ioq_enqv ioq_peek ioq_size",
  },
  {
    version: "2.14",
    otp: "21.0",
    functions: "cond_name ioq_peek_head make_map_from_arrays mutex_name rwlock_name thread_name vfprintf vsnprintf",
  },
  {
    version: "2.15",
    otp: "22.0",
    functions: "compare_pids is_pid_undefined make_monitor_term select_read select_write set_pid_undefined term_type",
  },
  { version: "2.16", otp: "24.0", functions: "dynamic_resource_call init_resource_type" },
  { version: "2.17", otp: "26.0", functions: "get_string_length make_new_atom make_new_atom_len set_option" },
  { version: "2.18", otp: "29.0", functions: "get_atom_cache_index max_atom_cache_index term_size" },
] as const;

let known: ReadonlyMap<string, string> | undefined;

/** The NIF version that brought a function of the VM; undefined for what is older than 2.7, or newer than this table. */
export function nifVersionOf(enif: string): string | undefined {
  known ??= new Map(
    nifVersions.flatMap(({ version, functions }) =>
      functions.split(" ").map((name) => [`enif_${name}`, version] as const),
    ),
  );
  return known.get(enif);
}

/** The newest NIF version that one of the functions came with. */
export function newestNifVersion(enif: Iterable<string>): string | undefined {
  let newest: string | undefined;
  for (const name of enif) {
    const version = nifVersionOf(name);
    if (version !== undefined && (newest === undefined || compareVersions(version, newest) > 0)) newest = version;
  }
  return newest;
}

/** The first Erlang/OTP that has a NIF version; undefined for one that is not in the table. */
export function otpOf(nifVersion: string): string | undefined {
  return nifVersions.find(({ version }) => version === nifVersion)?.otp;
}

/** Numbers with dots between them, compared number by number: 2.9 is older than 2.10. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = Number(left[index] ?? 0) - Number(right[index] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/** Every function of the table. */
export function nifNames(): readonly string[] {
  return nifVersions.flatMap(({ functions }) => functions.split(" ").map((name) => `enif_${name}`));
}
