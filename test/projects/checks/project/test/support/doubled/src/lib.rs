//! What the tests count with, without any other crate: the structures of erl_nif.h.
use std::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};
use std::ptr::null;

type Function = extern "C" fn(*mut c_void, c_int, *const c_ulong) -> c_ulong;

#[repr(C)]
pub struct Func {
    name: *const c_char,
    arity: c_uint,
    function: Function,
    flags: c_uint,
}

#[repr(C)]
pub struct Entry {
    major: c_int,
    minor: c_int,
    name: *const c_char,
    count: c_int,
    functions: *const Func,
    callbacks: [*const c_void; 4],
    variant: *const c_char,
    options: c_uint,
    resource_size: usize,
    erts: *const c_char,
}

struct Static<T>(T);
unsafe impl<T> Sync for Static<T> {}

extern "C" {
    fn enif_get_long(env: *mut c_void, term: c_ulong, number: *mut c_long) -> c_int;
    fn enif_make_long(env: *mut c_void, number: c_long) -> c_ulong;
    fn enif_make_badarg(env: *mut c_void) -> c_ulong;
}

extern "C" fn doubled(env: *mut c_void, _count: c_int, terms: *const c_ulong) -> c_ulong {
    let mut number = 0;
    unsafe {
        if enif_get_long(env, *terms, &mut number) == 0 {
            return enif_make_badarg(env);
        }
        enif_make_long(env, 2 * number)
    }
}

static FUNCTIONS: Static<[Func; 1]> = Static([Func {
    name: c"doubled".as_ptr(),
    arity: 1,
    function: doubled,
    flags: 0,
}]);

static ENTRY: Static<Entry> = Static(Entry {
    major: 2,
    minor: 15,
    name: c"Elixir.Doubled".as_ptr(),
    count: 1,
    functions: &FUNCTIONS.0 as *const Func,
    callbacks: [null(); 4],
    variant: c"beam.vanilla".as_ptr(),
    options: 1,
    resource_size: 0,
    erts: c"erts-10.4".as_ptr(),
});

#[no_mangle]
pub extern "C" fn nif_init() -> *const Entry {
    &ENTRY.0
}
