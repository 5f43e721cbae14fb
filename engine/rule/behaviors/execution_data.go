package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

// UnpicklesData covers pickle and what loads by it. Models have a behaviour of their own.
var UnpicklesData = &rule.Behavior{
	ID:       "unpickles-data",
	Title:    "Loads objects from pickles.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1059.006"},
	Why:      "A pickle is a program: who writes it decides which functions are called while it is read.",
	Fine:     "Caches, queues and process pools keep Python objects as pickles of their own. It matters where the bytes come from.",
	Limits:   "Whether the data can be trusted is not known here.",
	Python:   unpicklesDataPython,
}

//go:embed names/unpickles_data.txt
var unpicklesDataPython string

var LoadsMarshalledCode = &rule.Behavior{
	ID:       "loads-marshalled-code",
	Title:    "Loads marshalled data or builds compiled code.",
	Category: rule.Execution,
	Priority: 7,
	Attack:   []string{"T1027.009"},
	Why:      "Marshalled code has no source that anyone could read. It is the commonest wrapping of malicious Python.",
	Fine:     "Import systems, freezers and caches of compiled code load it, from files that they wrote before.",
	Limits:   "marshal also holds plain data; that is told apart only where the bytes are constant.",
	Python: `
		marshal.load marshal.loads importlib._bootstrap_external._compile_bytecode imp.load_compiled types.CodeType importlib.machinery.SourcelessFileLoader zipimport._unmarshal_code PyInstaller.loader.pyimod02_importers.*
		pytransform.{pyarmor_runtime,pyarmor} pyarmor_runtime*`,
	Native: `PyMarshal_ReadObjectFromString PyMarshal_ReadObjectFromFile PyMarshal_ReadLastObjectFromFile`,
}

var LoadsYamlUnsafely = &rule.Behavior{
	ID:       "loads-yaml-unsafely",
	Title:    "Reads YAML with a loader that makes Python objects.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1059.006"},
	Why:      "Such a document can name any function to be called while it is read.",
	Fine:     "Programs that wrote the file themselves use these loaders for their own classes.",
	Limits:   "A loader that is chosen by a variable is taken to be unsafe only if its name is known.",
	Python: `
		yaml.{unsafe_load,unsafe_load_all,full_load,full_load_all} yaml.{load,load_all}(!Loader/1=*Safe*|*Base*|*Ansible*|?) yaml.{load,load_all}(Loader/1=yaml.Loader|yaml.CLoader|yaml.UnsafeLoader|yaml.CUnsafeLoader|yaml.FullLoader|yaml.CFullLoader) yaml.{UnsafeLoader,FullLoader,Loader,CLoader,CUnsafeLoader,CFullLoader}
		ruamel.yaml.YAML(typ=unsafe) ruamel.yaml.YAML(0=unsafe) ruamel.yaml.{load,load_all,round_trip_load}(!Loader/1=*Safe*|*Base*|*RoundTrip*) oyaml.load(!Loader/1=*Safe*) yamlloader.* hiyapyco.load(loglevel=unsafe) aspy.yaml.load`,
}

var LoadsModelsThatRunCode = &rule.Behavior{
	ID:       "loads-models-that-run-code",
	Title:    "Loads models or arrays in a format that can execute code.",
	Category: rule.Execution,
	Priority: 5,
	Attack:   []string{"T1059.006"},
	Why: "Files of trained models are pickles or carry layers of code. Loading a model from a stranger runs the code of a " +
		"stranger.",
	Fine:   "Programs for machine learning load models, mostly their own.",
	Limits: "Where the file comes from is not known here. Loading with weights_only or from safetensors is not counted.",
	Python: loadsModelsThatRunCodePython,
}

//go:embed names/loads_models_that_run_code.txt
var loadsModelsThatRunCodePython string

var RendersTemplates = &rule.Behavior{
	ID:       "renders-templates",
	Title:    "Renders templates that can contain code.",
	Category: rule.Execution,
	Priority: 3,
	Attack:   []string{"T1221"},
	Why:      "Expressions in a template reach the objects of the program; a template made of foreign input runs foreign code.",
	Fine:     "Web sites, documentation and project generators render templates of their own.",
	Limits: "Templates that are read from a folder of the package are not told from those of strangers. string.Template only " +
		"fills in values and is not counted.",
	Python: rendersTemplatesPython,
	Script: `
		ejs.render ejs.renderFile pug.render pug.compile handlebars.compile nunjucks.render nunjucks.renderString mustache.render Mustache.render dot.template lodash.template _.template`,
}

//go:embed names/renders_templates.txt
var rendersTemplatesPython string

var LoadsNativeLibraries = &rule.Behavior{
	ID:       "loads-native-libraries",
	Title:    "Loads libraries of native, .NET or WebAssembly code, or calls them.",
	Category: rule.Execution,
	Priority: 4,
	Attack:   []string{"T1129"},
	Why:      "A library is machine code that runs at once when it is loaded, with everything the program may do.",
	Fine:     "Bindings to libraries of the system or of the package load them this way.",
	Limits:   "An extension module that is imported is not counted, as it looks like any import.",
	Python:   loadsNativeLibrariesPython,
	Native: `
		dlopen dlmopen android_dlopen_ext LoadLibraryA LoadLibraryW LoadLibraryExA LoadLibraryExW LoadPackagedLibrary LdrLoadDll AfxLoadLibrary NSAddImage NSLinkModule CFBundleLoadExecutable g_module_open lt_dlopen AddDllDirectory SetDllDirectoryA SetDllDirectoryW`,
	Script: `
		process.dlopen ffi.Library ffi-napi.Library ref-napi.* koffi.load Deno.dlopen bun:ffi.dlopen node-ffi.Library edge.func WebAssembly.{instantiate,instantiateStreaming,compile,Module}
		add-type(-assemblyname|-path|-literalpath) regsvr32 rundll32`,
}

//go:embed names/loads_native_libraries.txt
var loadsNativeLibrariesPython string

var LoadsFunctionsByName = &rule.Behavior{
	ID:       "loads-functions-by-name",
	Title:    "Looks up or calls functions or classes of native libraries by their names.",
	Category: rule.Execution,
	Priority: 3,
	Attack:   []string{"T1106"},
	Why:      "A function that is looked up while the program runs is in no list of imports, which hides what the program can do.",
	Fine:     "Optional functions of newer systems are looked up, so that a program also starts on older ones.",
	Limits:   "A function that ctypes calls by its name is reported by what the function does.",
	Python: `
		ctypes.windll.kernel32.GetProcAddress win32api.GetProcAddress _ctypes.dlsym cffi.FFI.addressof(1=*|?) objc.{lookUpClass,loadBundleFunctions} llvmlite.binding.address_of_symbol`,
	Native: `
		dlsym dlvsym GetProcAddress LdrGetProcedureAddress NSLookupSymbolInImage NSAddressOfSymbol CFBundleGetFunctionPointerForName objc_getClass objc_msgSend sel_registerName g_module_symbol`,
}

var InvokesSystemCalls = &rule.Behavior{
	ID:       "invokes-system-calls",
	Title:    "Makes system calls directly.",
	Category: rule.Execution,
	Priority: 4,
	Attack:   []string{"T1106"},
	Why:      "A call made by its number passes by the functions of the library, and by what watches those.",
	Fine:     "System calls that the library does not offer, such as new ones of Linux, are made this way.",
	Limits:   "Which call it is is shown only where the number is constant. Instructions in machine code are not read.",
	Python:   `pyscall.*`,
	Native: `
		syscall __syscall _syscall sys_call_table KiFastSystemCall NtAllocateVirtualMemory NtProtectVirtualMemory NtWriteVirtualMemory NtReadVirtualMemory NtCreateThreadEx NtMapViewOfSection NtUnmapViewOfSection NtQueueApcThread ZwAllocateVirtualMemory ZwProtectVirtualMemory ZwWriteVirtualMemory`,
	Script: `syscall`,
}
