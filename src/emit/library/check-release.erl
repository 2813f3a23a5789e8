%% What check-release.sh asks a release in its own BEAM. Erlang expressions, for file:eval/2; nothing of the release is started.
%% NIF2NIX_STEP says which: "load" loads each module that loads a library; "config" writes the release's configuration without
%% what would run config/runtime.exs; "compile-env" holds what was read while compiling against the configuration at start.
Env = fun(Name) -> case os:getenv(Name) of false -> ""; Value -> Value end end,
Root = Env("RELEASE_ROOT"),
Folder = filename:join([Root, "releases", Env("RELEASE_VSN")]),
Say = fun(Format, Values) -> io:put_chars([io_lib:format(Format, Values), $\n]) end,
% One line, whatever a library or a configuration says; control characters would reach the terminal.
Line = fun(Term) ->
  Text = case Term of
    _ when is_binary(Term) -> unicode:characters_to_list(Term);
    _ -> case io_lib:printable_unicode_list(Term) of true -> Term; false -> io_lib:format("~0tp", [Term]) end
  end,
  [if C < 32; C =:= 127 -> $\s; true -> C end || C <- lists:flatten(Text)]
end,
Name = fun(Module) -> case atom_to_list(Module) of "Elixir." ++ Alias -> Alias; Own -> Own end end,

% Modules whose code calls erlang:load_nif/2, whoever wrote them (beam_lib(3), imports).
Loaders = fun() ->
  Files = filelib:wildcard(filename:join([Root, "lib", "*", "ebin", "*.beam"])),
  lists:usort([Module || File <- Files,
    {ok, {Module, [{imports, Imports}]}} <- [beam_lib:chunks(File, [imports])],
    lists:member({erlang, load_nif, 2}, Imports)])
end,

% Why an on_load function gave up is told to the logger alone; a filter hears it there (logger(3), filters).
Load = fun() ->
  Self = self(),
  Hear = fun(#{msg := {report, #{args := [Module, Term | _]}}}, _) when is_atom(Module) -> Self ! {on_load, Module, Term}, stop;
            (#{msg := {_, [Module, Term | _]}}, _) when is_atom(Module) -> Self ! {on_load, Module, Term}, stop;
            (_, _) -> ignore end,
  ok = logger:add_primary_filter(nif2nix, {Hear, []}),
  One = fun(Module) ->
    % Before it is tried: a library that ends the whole VM leaves this line behind.
    Say("~ts: loading", [Name(Module)]),
    case code:ensure_loaded(Module) of
      {module, _} ->
        case proplists:get_value(nifs, Module:module_info()) of
          [] -> Say("~ts: loaded, without a library: its on_load takes that for good", [Name(Module)]);
          _ -> Say("~ts: loaded", [Name(Module)])
        end,
        true;
      {error, on_load_failure} ->
        Why = receive {on_load, Module, Term} -> Term after 1000 -> "its on_load does not say why" end,
        Say("~ts: NOT LOADED: ~ts", [Name(Module), Line(Why)]),
        false;
      {error, Reason} ->
        Say("~ts: NOT LOADED: ~ts", [Name(Module), Line(Reason)]),
        false
    end
  end,
  Present = Loaders(),
  % Modules that have to be there, by their full names.
  Absent = [Wanted || Wanted <- string:lexemes(Env("NIF2NIX_MODULES"), "\n"), not lists:member(list_to_atom(Wanted), Present)],
  Results = [One(Module) || Module <- Present] ++
    [begin Say("~ts: NOT LOADED: the release has no such module that loads a library", [Name(list_to_atom(Wanted))]), false end || Wanted <- Absent],
  Say("modules that load a library: ~b", [length(Results)]),
  lists:all(fun(Loaded) -> Loaded end, Results)
end,

SysConfig = fun() -> {ok, [Config]} = file:consult(filename:join(Folder, "sys.config")), Config end,
ProviderOf = fun(Config) -> proplists:get_value(config_provider_init, proplists:get_value(elixir, Config, [])) end,

WriteConfig = fun() ->
  Without = [case Entry of
    {elixir, Values} -> {elixir, proplists:delete(config_provider_init, Values)};
    Other -> Other
  end || Entry <- SysConfig()],
  ok = file:write_file(Env("NIF2NIX_CONFIG"), unicode:characters_to_binary(io_lib:format("%% coding: utf-8~n~0tp.~n", [Without]))),
  true
end,

% Names of variables that a file asks for, and {Application, Key} of what it configures, from its text: nothing of it is run.
Walk = fun Walk(Term, Found) ->
  Here = case Term of
    {{'.', _, [{'__aliases__', _, ['System']}, Ask]}, _, [Variable | _]} when is_binary(Variable),
      (Ask =:= fetch_env orelse Ask =:= 'fetch_env!' orelse Ask =:= get_env) -> [{variable, binary_to_list(Variable)} | Found];
    {config, _, [App, Key, _]} when is_atom(App), is_atom(Key) -> [{set, App, Key} | Found];
    {config, _, [App, Pairs]} when is_atom(App), is_list(Pairs) ->
      [case Pair of {Key, _} when is_atom(Key) -> {set, App, Key}; _ -> {set, App, any} end || Pair <- Pairs] ++ Found;
    {config, _, [_ | _]} -> [{set, any, any} | Found];
    _ -> Found
  end,
  if is_list(Term) -> lists:foldl(Walk, Here, Term);
     is_tuple(Term) -> lists:foldl(Walk, Here, tuple_to_list(Term));
     true -> Here
  end
end,

% Secrets are not here. What a value may have to look like: a number, text, base64, a switch, an address.
Stand = ["1", "a", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=", "true", "ecto://a:b@localhost/c"],
Read = fun(File, Options) ->
  try {ok, 'Elixir.Config.Reader':'read!'(unicode:characters_to_binary(File), Options)}
  catch _:Reason -> {error, Line('Elixir.Exception':message('Elixir.Exception':normalize(error, Reason)))} end
end,
ReadWith = fun ReadWith([], _, _, _, Why) -> {error, Why};
  ReadWith([Value | Rest], File, Options, Missing, Why) ->
    [os:putenv(Variable, Value) || Variable <- Missing],
    Result = Read(File, Options),
    [os:unsetenv(Variable) || Variable <- Missing],
    case Result of {ok, _} -> Result; _ -> ReadWith(Rest, File, Options, Missing, Why) end
end,

% Elixir's own comparison reads the configuration of the running system, as it does at start.
Validate = fun(Config, Entries) ->
  ok = application:set_env(Config, [{persistent, true}]),
  try 'Elixir.Config.Provider':validate_compile_env(Entries) of _ -> true
  catch
    _:Reason ->
      Say("compile_env: ~ts", [Line('Elixir.Exception':message('Elixir.Exception':normalize(error, Reason)))]),
      false
  end
end,

CompileEnv = fun() ->
  Config = SysConfig(),
  Path = fun({system, Variable, Rest}) -> Env(binary_to_list(Variable)) ++ unicode:characters_to_list(Rest); (Text) -> unicode:characters_to_list(Text) end,
  case ProviderOf(Config) of
    % Without providers the release has compared them when it was assembled (Mix.Release, make_sys_config).
    undefined -> Say("configuration: nothing of it is read at start", []), true;
    #{providers := Providers, validate_compile_env := Entries} ->
      {ok, _} = application:ensure_all_started(elixir),
      Base = [Entry || {App, _} = Entry <- Config, App =/= elixir],
      Checked = case Entries of false -> []; _ -> Entries end,
      Step = fun({'Elixir.Config.Reader', {File, Options}}, {Merged, Good}) ->
          Absolute = Path(File),
          {ok, Text} = file:read_file(Absolute),
          {ok, Tree} = 'Elixir.Code':string_to_quoted(Text),
          Found = Walk(Tree, []),
          Missing = lists:usort([Variable || {variable, Variable} <- Found, os:getenv(Variable) =:= false]),
          case Read(Absolute, Options) of
            {ok, Values} -> {'Elixir.Config.Reader':merge(Merged, Values), Good};
            {error, Why} ->
              case ReadWith(Stand, Absolute, Options, Missing, Why) of
                {ok, Values} ->
                  Say("configuration: read with values of no meaning for ~ts", [lists:join(", ", Missing)]),
                  {'Elixir.Config.Reader':merge(Merged, Values), Good};
                {error, _} ->
                  Clash = [{App, Key} || {App, [Key | _], _} <- Checked, {set, A, K} <- Found,
                    A =:= App orelse A =:= any, K =:= Key orelse K =:= any],
                  case Clash of
                    [] -> Say("NOT CHECKED: ~ts cannot be read here (~ts); it sets nothing that was read while compiling", [filename:basename(Absolute), Why]);
                    _ -> Say("NOT CHECKED: ~ts cannot be read here (~ts), and sets ~ts, which was read while compiling", [filename:basename(Absolute), Why, Line(lists:usort(Clash))])
                  end,
                  {Merged, Good}
              end
          end;
        ({Other, _}, Acc) -> Say("NOT CHECKED: the configuration that ~ts reads at start", [Name(Other)]), Acc
      end,
      {Final, Good} = lists:foldl(Step, {Base, true}, Providers),
      Ok = Good andalso (Checked =:= [] orelse Validate(Final, Checked)),
      Ok andalso Say("configuration: ~b values that were read while compiling are the same at start", [length(Checked)]),
      Ok
  end
end,

Result = try
  case Env("NIF2NIX_STEP") of
    "load" -> Load();
    "config" -> WriteConfig();
    "compile-env" -> CompileEnv()
  end
catch
  Class:Problem:Stack -> Say("the check itself failed: ~ts", [Line({Class, Problem, Stack})]), false
end,
halt(case Result of true -> 0; false -> 1 end).
