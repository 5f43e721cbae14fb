package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var AllocatesMemory = &rule.Behavior{
	ID:       "allocates-memory",
	Title:    "Allocates memory of its own.",
	Category: rule.Memory,
	Priority: 3,
	Attack:   []string{"T1055"},
	Why:      "Code that is brought along is put into such memory before it runs.",
	Fine:     "Libraries in C need buffers.",
	Limits:   "Memory that Python manages is not counted.",
	Python: `
		ctypes.{create_string_buffer,create_unicode_buffer} ctypes.pythonapi.{PyMem_Malloc,PyMem_RawMalloc} cffi.FFI.new mmap.mmap(0=-1) win32process.VirtualAllocEx cupy.cuda.alloc multiprocessing.heap.* multiprocessing.{RawArray,Array} os.memfd_create`,
	Native: `
		malloc calloc realloc mmap mmap64 HeapAlloc HeapCreate GlobalAlloc LocalAlloc VirtualAlloc VirtualAllocEx VirtualAlloc2 NtAllocateVirtualMemory ZwAllocateVirtualMemory RtlAllocateHeap vm_allocate mach_vm_allocate posix_memalign memfd_create`,
	Script: `Buffer.{alloc,allocUnsafe} WebAssembly.Memory SharedArrayBuffer`,
}

var ChangesMemoryProtection = &rule.Behavior{
	ID:       "changes-memory-protection",
	Title:    "Makes memory executable or writable.",
	Category: rule.Memory,
	Priority: 6,
	Attack:   []string{"T1055"},
	Why:      "Data becomes code that runs, and code of others becomes data that can be changed.",
	Fine:     "Compilers that work while a program runs need it.",
	Limits:   "Which protection is set is not decided.",
	Python:   `mmap.mmap(prot=*PROT_EXEC*) mmap.mmap(2/3=*PROT_EXEC*) win32process.VirtualProtectEx import:peachpy`,
	Native: `
		mprotect pkey_mprotect VirtualProtect VirtualProtectEx NtProtectVirtualMemory ZwProtectVirtualMemory vm_protect mach_vm_protect SetProcessDEPPolicy pthread_jit_write_protect_np FlushInstructionCache`,
}

var MapsMemory = &rule.Behavior{
	ID:       "maps-memory",
	Title:    "Maps files or memory.",
	Category: rule.Memory,
	Priority: 3,
	Attack:   []string{"T1055"},
	Why:      "Programs exchange data unseen through shared memory.",
	Fine:     "Large files are read like this.",
	Limits:   "Which file it is, is not shown.",
	Python: `
		mmap.mmap numpy.{memmap,load}(mmap_mode=*) multiprocessing.shared_memory.{SharedMemory,ShareableList} multiprocessing.{RawArray,RawValue} posix_ipc.SharedMemory sysv_ipc.SharedMemory SharedArray.{create,attach} win32file.CreateFileMapping numpy.lib.format.open_memmap pyarrow.memory_map torch.multiprocessing.*`,
	Native: `
		mmap mmap64 munmap shm_open shmget shmat CreateFileMappingA CreateFileMappingW MapViewOfFile MapViewOfFileEx OpenFileMappingA NtMapViewOfSection NtCreateSection`,
	Script: `mmap-io.map`,
}

var InjectsIntoAProcess = &rule.Behavior{
	ID:        "injects-into-a-process",
	Title:     "Puts code into other processes.",
	Category:  rule.Memory,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1055"},
	Why:       "Code that runs inside of another program has its name and its rights.",
	Fine:      "Debuggers and tools that measure programs do it with the consent of the user.",
	Limits:    "One function alone is enough to be counted.",
	Python: `
		pymem.{Pymem,Pymem.inject_python_interpreter,Pymem.start_thread,process.inject_dll} pyinjector.inject frida.{attach,spawn} frida.attach.create_script frida.{get_local_device,get_usb_device}.{attach,spawn,inject_library_file,inject_library_blob} psutil.Process.inject injector.* winappdbg.Process.inject_* hypno.{inject_py,run_in_thread} pyrasite.* ptrace.debugger.PtraceDebugger winappdbg.{Process,Debug} pydbg.* sys.remote_exec`,
	Native: `
		CreateRemoteThread CreateRemoteThreadEx NtCreateThreadEx ZwCreateThreadEx RtlCreateUserThread QueueUserAPC NtQueueApcThread SetThreadContext NtSetContextThread NtUnmapViewOfSection ZwUnmapViewOfSection WriteProcessMemory NtWriteVirtualMemory {SetWindowsHookExA,SetWindowsHookExW}(0=2|3|4|5|7|12|*WH_KEYBOARD|*WH_GETMESSAGE|*WH_CALLWNDPROC|*WH_CBT|*WH_MOUSE|*WH_CALLWNDPROCRET) ptrace process_vm_writev task_for_pid thread_create_running mach_vm_write`,
	Script: `frida`,
}

var ReadsOtherProcessMemory = &rule.Behavior{
	ID:        "reads-other-process-memory",
	Title:     "Reads the memory of other processes.",
	Category:  rule.Memory,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1003"},
	Why:       "Passwords and keys lie in the memory of the programs that use them.",
	Fine:      "Debuggers and cheats for games read the memory of other programs.",
	Limits:    "What is read is not looked at.",
	Python: `
		pymem.Pymem.{read_bytes,read_int,read_string,read_float} ReadWriteMemory.* memorpy.* winappdbg.Process.{read,peek} frida.core.* volatility3.* pypykatz.{pypykatz,lsadecryptor,commons.readers}.* lsassy.*`,
	Native: `
		ReadProcessMemory NtReadVirtualMemory ZwReadVirtualMemory process_vm_readv MiniDumpWriteDump mach_vm_read vm_read`,
	Script: `procdump gcore dumpit rundll32(*comsvcs*) mimikatz`,
	Text: `
		/proc/self/mem
		lsass.dmp`,
}

var UsesRawMemory = &rule.Behavior{
	ID:       "uses-raw-memory",
	Title:    "Works with addresses of memory.",
	Category: rule.Memory,
	Priority: 4,
	Attack:   []string{"T1620"},
	Why:      "Past all checks of Python any object can be changed.",
	Fine:     "Bindings to libraries in C do it.",
	Limits:   "Which address it is, is not known.",
	Python: `
		ctypes.{memmove,memset,string_at,wstring_at,cast,from_address,addressof} ctypes.*.from_address ctypes.{CFUNCTYPE,WINFUNCTYPE,PYFUNCTYPE}.__call__.__call__ cffi.FFI.{memmove,buffer,cast} numpy.ctypeslib.as_array ctypes.pythonapi.PyMemoryView_FromMemory`,
	Native: `memcpy memmove memset RtlMoveMemory RtlCopyMemory`,
}
