#include <erl_nif.h>

static ErlNifFunc functions[] = {};

ERL_NIF_INIT(Elixir.Makes, functions, NULL, NULL, NULL, NULL)
