package behaviors

import (
	_ "embed" // lists of names
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// EvaluatesAnExpression is apart from exec, because an expression is less than a program, and commoner.
var EvaluatesAnExpression = &rule.Behavior{
	ID:       "evaluates-an-expression",
	Title:    "Evaluates text as an expression.",
	Category: rule.Execution,
	Priority: 5,
	Attack:   []string{"T1059.006"},
	Why: "What is evaluated can call any function, so whoever chooses the text chooses what runs. Malicious packages hide " +
		"calls in such texts.",
	Fine: "Interpreters, calculators, configuration files and libraries that make code for speed evaluate expressions. " +
		"ast.literal_eval is safe and not counted.",
	Limits: "The text is shown only as far as it is constant. An own method named eval is not counted.",
	Python: `
		builtins.eval __builtin__.input pandas.eval pandas.DataFrame*.eval pandas.DataFrame*.query numexpr.evaluate numexpr.re_evaluate
		simpleeval.simple_eval simpleeval.SimpleEval*.eval asteval.Interpreter* sympy.sympify sympy.parse_expr sympy.parsing.sympy_parser.parse_expr
		pydoc.locate rlcompleter.Completer*.complete rpdb.set_trace gdb.parse_and_eval`,
	Script: `
		eval window.eval globalThis.eval global.eval invoke-expression iex vm.runInContext vm.runInThisContext vm.runInNewContext
		expr-eval.Parser.evaluate safe-eval static-eval`,
}

// ExecutesCodeDynamically counts every exec. Whether the code was decoded before is ExecutesDecodedCode.
var ExecutesCodeDynamically = &rule.Behavior{
	ID:       "executes-code-dynamically",
	Title:    "Executes code that is made or read while it runs.",
	Category: rule.Execution,
	Priority: 7,
	Attack:   []string{"T1059"},
	Why:      "Code in a text is not seen by anyone who reads the files, and it can come from anywhere.",
	Fine: "Template engines, class builders such as namedtuple, debuggers, notebooks and plug-in systems make code and " +
		"execute it.",
	Limits: "A text that is put together at run time is shown only as far as it is constant.",
	Python: executesCodeDynamicallyPython,
	Native: `
		PyRun_SimpleString PyRun_SimpleStringFlags PyRun_String PyRun_StringFlags PyRun_AnyFile PyRun_AnyFileEx PyRun_AnyFileExFlags PyRun_SimpleFile
		PyRun_SimpleFileEx PyRun_SimpleFileExFlags PyRun_File PyRun_FileEx PyRun_FileExFlags PyRun_InteractiveLoop PyEval_EvalCode PyEval_EvalCodeEx
		luaL_loadstring luaL_loadbufferx lua_load JS_Eval duk_eval_raw Tcl_Eval Tcl_EvalEx perl_parse rb_eval_string`,
	Script: `
		Function new.Function window.Function setTimeout(0=*(*) setInterval(0=*(*) execScript vm.Script vm.compileFunction vm.runInContext vm.runInNewContext
		vm.runInThisContext module._compile Module._compile importScripts eval invoke-expression iex
		add-type(!-assemblyname,!-path,!-literalpath) python(-c) python2(-c) python3(-c) perl(-e) ruby(-e) node(-e|--eval) php(-r)`,
}

//go:embed names/executes_code_dynamically.txt
var executesCodeDynamicallyPython string

var ExecutesAFile = &rule.Behavior{
	ID:       "executes-a-file",
	Title:    "Executes a file of code.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1059.006"},
	Why:      "The file decides what runs, and it may have been written or downloaded a moment before.",
	Fine:     "Runners, test tools, build systems and configuration in Python execute files that the user names.",
	Limits: "A file that is read and given to exec is the behaviour of executing code. Programs that are started are the " +
		"behaviour of creating a process.",
	Python: `
		runpy.run_path runpy.run_module runpy._run_module_as_main builtins.execfile imp.load_source imp.load_compiled imp.load_module imp.load_package
		importlib.util.{spec_from_file_location,module_from_spec} importlib.util.spec_from_file_location.loader.{exec_module,load_module} importlib.machinery.ModuleSpec.loader.exec_module importlib.machinery.{SourceFileLoader,SourcelessFileLoader,ExtensionFileLoader}
		importlib.machinery.{SourceFileLoader,SourcelessFileLoader,ExtensionFileLoader}.{exec_module,load_module} importlib.machinery.ModuleSpec.loader.load_module
		pkgutil.ImpImporter* past.builtins.execfile setuptools.sandbox.run_setup distutils.core.run_setup
		test.support.script_helper.assert_python_ok(!*=-c|-m) IPython.get_ipython*.safe_execfile IPython.utils.py3compat.execfile
		site.addsitedir site.addpackage os.startfile`,
	Native: `PyRun_SimpleFile PyRun_SimpleFileEx PyRun_SimpleFileExFlags PyRun_AnyFileExFlags luaL_loadfilex`,
	Script: `source WScript.Shell.Run shell.openPath electron.shell.openPath cscript wscript mshta regsvr32 rundll32`,
}

var CompilesCode = &rule.Behavior{
	ID:       "compiles-code",
	Title:    "Compiles text to code.",
	Category: rule.Execution,
	Priority: 4,
	Attack:   []string{"T1027.004"},
	Why:      "Compiled code can be executed, stored or shipped without its source.",
	Fine:     "Template engines, test tools and interactive shells compile the code they make or are given.",
	Limits:   "ast.parse only reads and is not counted. The compiler of a regular expression is another thing.",
	Python: `
		builtins.compile(!flags/3=ast.PyCF_ONLY_AST,!flags/3=_ast.PyCF_ONLY_AST,!flags/3=1024) py_compile.compile compileall.compile_dir compileall.compile_file compileall.compile_path
		codeop.compile_command codeop.Compile* codeop.CommandCompiler* types.CodeType new.code compiler.compile compiler.compileFile
		importlib.util.source_from_cache importlib.machinery.SourceFileLoader*.source_to_code RestrictedPython.compile_restricted RestrictedPython.compile_restricted_exec
		bytecode.Bytecode*.to_code codetransformer.Code* cloudpickle.cloudpickle._make_skel_func numba.jit.compile`,
	Native: `Py_CompileString Py_CompileStringFlags Py_CompileStringExFlags PyCode_New PyCode_NewWithPosOnlyArgs`,
}

// ImportsModulesByName is how plug-ins work, and how imports are hidden.
var ImportsModulesByName = &rule.Behavior{
	ID:       "imports-modules-by-name",
	Title:    "Imports modules whose names are texts, looks them up, or loads them anew.",
	Category: rule.Execution,
	Priority: 3,
	Why:      "What is imported is not written in an import statement, so it is easily overlooked; the name may come from data.",
	Fine:     "Plug-ins, lazy imports, command-line frameworks and optional dependencies are loaded by name all the time.",
	Limits:   "The module is named only if its name is constant; then what is called in it is found like any other call.",
	Python: `
		importlib.import_module builtins.__import__ importlib.__import__ importlib.reload imp.reload builtins.reload imp.find_module pkgutil.resolve_name
		pkgutil.find_loader pkgutil.walk_packages pkgutil.iter_modules zope.dottedname.resolve.resolve werkzeug.utils.import_string django.utils.module_loading.import_string
		pydoc.locate stevedore.*Manager pkg_resources.{load_entry_point,iter_entry_points,iter_entry_points.load,EntryPoint.load,get_entry_info.load} {importlib.metadata,importlib_metadata}.{entry_points,entry_points*.load,EntryPoint.load}
		zipimport.zipimporter.{load_module,find_module,find_spec,exec_module} straight.plugin.load twisted.python.reflect.namedAny twisted.python.reflect.namedModule kombu.utils.symbol_by_name celery.utils.imports.instantiate
		paste.deploy.loadwsgi pluggy.PluginManager*.load_setuptools_entrypoints`,
	Native: `PyImport_ImportModule PyImport_Import PyImport_ImportModuleLevel PyImport_ExecCodeModule`,
	Script: `import-module ipmo import-fresh proxyquire`,
}

// InstallsImportHooks covers finders, loaders and the caches they use.
var InstallsImportHooks = &rule.Behavior{
	ID:       "installs-import-hooks",
	Title:    "Changes how Python finds and loads modules.",
	Category: rule.Execution,
	Priority: 5,
	Attack:   []string{"T1574"},
	Why:      "A hook sees every later import and can replace any module with another one.",
	Fine:     "Editable installs, vendored libraries, tracing tools, compilers of other languages and test tools add hooks.",
	Limits:   "A path that is added to sys.path is another behaviour.",
	Python:   installsImportHooksPython,
}

//go:embed names/installs_import_hooks.txt
var installsImportHooksPython string

// ChangesModuleSearchPath is about the folders that are searched, not about how.
var ChangesModuleSearchPath = &rule.Behavior{
	ID:       "changes-module-search-path",
	Title:    "Changes in which folders Python looks for modules.",
	Category: rule.Execution,
	Priority: 2,
	Attack:   []string{"T1574"},
	Why:      "A module in such a folder runs when its name is imported, and in place of another one of that name.",
	Fine:     "Scripts, tests and documentation find the modules beside them like this.",
	Limits:   "What lies in the folder is not known.",
	Python:   `sys.path.{insert,append,extend,__iadd__} =sys.path site.{addsitedir,addpackage,addsitepackages,addusersitepackages} pkgutil.extend_path =os.environ(0=PYTHONPATH) os.environ.setdefault(0=PYTHONPATH) os.putenv(0=PYTHONPATH)`,
}

// PatchesOtherModules counts what is assigned to the names that programs rely on most.
var PatchesOtherModules = &rule.Behavior{
	ID:       "patches-other-modules",
	Title:    "Replaces functions or objects of other modules while it runs.",
	Category: rule.Execution,
	Priority: 4,
	Attack:   []string{"T1574"},
	Why:      "Whoever calls the function later calls the replacement, which may look at or change everything that goes through it.",
	Fine:     "Test tools, tracing, and libraries such as gevent replace functions of the standard library on purpose.",
	Limits:   "Only the functions of the standard library that matter most are watched, and libraries whose purpose this is.",
	Python:   patchesOtherModulesPython,
}

//go:embed names/patches_other_modules.txt
var patchesOtherModulesPython string

// AccessesInterpreterInternals covers frames, the collector and the C interface.
var AccessesInterpreterInternals = &rule.Behavior{
	ID:       "accesses-interpreter-internals",
	Title:    "Looks into the interpreter's own objects.",
	Category: rule.Execution,
	Priority: 3,
	Attack:   []string{"T1620"},
	Why: "Through frames and the collector a program reaches variables and objects that were not given to it, also those of " +
		"its callers.",
	Fine:   "Loggers, debuggers, serializers and warning helpers look at the frame of their caller.",
	Limits: "The functions of inspect that only describe objects are not counted.",
	Python: `
		sys._getframe sys._current_frames sys._current_exceptions sys._getframemodulename inspect.currentframe inspect.stack inspect.getouterframes inspect.getinnerframes
		gc.get_objects gc.get_referrers gc.get_referents builtins.object.__subclasses__
		@ctypes.pythonapi ctypes.pythonapi.* ctypes.py_object.* _ctypes.PyObj_FromPtr @sys._debugmallocstats sys.addaudithook sys._clear_type_cache
		sys.activate_stack_trampoline _xxsubinterpreters.* _interpreters.* interpreters.create concurrent.interpreters.create opcode.stack_effect`,
}

var RunsCodeAtExit = &rule.Behavior{
	ID:       "runs-code-at-exit",
	Title:    "Registers code that runs when the program ends.",
	Category: rule.Execution,
	Priority: 3,
	Why:      "Such code runs when nobody looks any more, after the work that the user asked for.",
	Fine:     "Temporary files, connections and terminals are cleaned up this way.",
	Limits:   "The end of a with block and __del__ are not counted.",
	Python: `
		atexit.register =sys.exitfunc =sys.excepthook threading._register_atexit multiprocessing.util.Finalize weakref.finalize signal.signal(0=signal.SIGTERM) asyncio.*.add_signal_handler(0=signal.SIGTERM)`,
	Native: `atexit on_exit __cxa_atexit at_quick_exit`,
	Script: `process.on(0=exit) process.on(0=beforeExit) process.once(0=exit) trap(exit) trap(0) window.onbeforeunload`,
}

// RunsCodeAtInstallOrStart is about the hooks themselves; what they do is found by all other behaviours, in the context of installing and starting.
var RunsCodeAtInstallOrStart = &rule.Behavior{
	ID:       "runs-code-at-install-or-start",
	Title:    "Runs code of its own when it is installed or when Python starts.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1546"},
	Why:      "Such code runs without anybody importing the package. Most malicious packages act while they are installed.",
	Fine: "Packages with code in C, generated files or bundled data extend the build. Editable installs and coverage tools " +
		"use start-up files.",
	Limits: "A build back end of another project is not looked into. Scripts named by entry points run only when called and are " +
		"not counted.",
	Python: runsCodeAtInstallOrStartPython,
	Script: `npm(preinstall|postinstall)`,
	When: func(p *rule.Pass, f *fact.Fact) {
		// A tool that brings commands for the builds of others runs nothing when it is installed itself.
		early := f.Context == fact.Install || f.Context == fact.Start || strings.HasSuffix(p.File(f).Path, "setup.py")
		if f.Kind == fact.Command || f.Kind == fact.Call && early {
			p.Report(f)
		}
	},
}

//go:embed names/runs_code_at_install_or_start.txt
var runsCodeAtInstallOrStartPython string
