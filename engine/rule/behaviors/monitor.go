package behaviors

import (
	_ "embed" // lists of names
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

var AccessesClipboard = &rule.Behavior{
	ID:       "accesses-clipboard",
	Title:    "Reads or changes the clipboard.",
	Category: rule.Monitor,
	Priority: 1,
	Attack:   []string{"T1115"},
	Why:      "Passwords and addresses of wallets go through the clipboard; thieves replace them.",
	Fine:     "Programs with windows copy and paste.",
	Limits:   "Reading is not told from writing.",
	Python:   accessesClipboardPython,
	Native: `
		OpenClipboard GetClipboardData SetClipboardData EmptyClipboard AddClipboardFormatListener SetClipboardViewer XConvertSelection XSetSelectionOwner`,
	Script: `
		navigator.clipboard.{readText,writeText,read,write} clipboardy.{read,readSync,write,writeSync} electron.clipboard.{readText,writeText} pbcopy pbpaste xclip xsel wl-copy wl-paste clip get-clipboard set-clipboard document.execCommand(0=copy)`,
}

//go:embed names/accesses_clipboard.txt
var accessesClipboardPython string

var TakesScreenshots = &rule.Behavior{
	ID:        "takes-screenshots",
	Title:     "Takes pictures of the screen.",
	Category:  rule.Monitor,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1113"},
	Why:       "Everything that the user sees can be stolen like this.",
	Fine:      "Tests of programs with windows, and tools for support, take such pictures.",
	Limits:    "Pictures of one's own window are not told from those of the screen.",
	Python:    takesScreenshotsPython,
	Native: `
		BitBlt StretchBlt PrintWindow CreateDCA GetWindowDC CGDisplayCreateImage CGWindowListCreateImage XGetImage XShmGetImage`,
	Script: `
		screencapture scrot import(-window) gnome-screenshot spectacle grim maim flameshot nircmd(savescreenshot*) screenshot-desktop electron.desktopCapturer.getSources navigator.mediaDevices.getDisplayMedia chrome.tabs.captureVisibleTab html2canvas snippingtool psr ffmpeg(x11grab|gdigrab|avfoundation)`,
}

//go:embed names/takes_screenshots.txt
var takesScreenshotsPython string

var MonitorsKeystrokes = &rule.Behavior{
	ID:       "monitors-keystrokes",
	Title:    "Watches the keyboard.",
	Category: rule.Monitor,
	Priority: 4,
	Attack:   []string{"T1056.001"},
	Why:      "Everything that the user types, passwords too, can be stolen like this.",
	Fine:     "Short-cuts for the whole system need it.",
	Limits:   "Keys that a window of its own receives are not counted.",
	Python:   monitorsKeystrokesPython,
	Native: `
		GetAsyncKeyState GetKeyState(!0=144|20|145|0x90|0x14|0x91|*VK_NUMLOCK|*VK_CAPITAL|*VK_SCROLL) GetKeyboardState RegisterRawInputDevices GetRawInputData {SetWindowsHookExA,SetWindowsHookExW}(!0=7|14|*WH_MOUSE*) RegisterHotKey CGEventTapCreate XQueryKeymap XRecordEnableContext IOHIDManagerCreate`,
	Script: `
		document.addEventListener(0=key*) window.addEventListener(0=key*) iohook.{start,on} node-global-key-listener.GlobalKeyboardListener uiohook-napi.* globalShortcut.register electron.globalShortcut.register xinput(test*) showkey logkeys`,
}

//go:embed names/monitors_keystrokes.txt
var monitorsKeystrokesPython string

var RecordsMouse = &rule.Behavior{
	ID:       "records-mouse",
	Title:    "Watches the mouse.",
	Category: rule.Monitor,
	Priority: 5,
	Attack:   []string{"T1056"},
	Why:      "Where the user clicks tells what is chosen, and that somebody is there.",
	Fine:     "Tools for input and tests watch the mouse.",
	Limits:   "Clicks that a window of its own receives are not counted.",
	Python: `
		pynput.mouse.{Listener,Events} mouse.{hook,on_click,on_button,get_position,record,wait,is_pressed} pyautogui.position win32api.{GetCursorPos,GetLastInputInfo} win32gui.GetCursorInfo ctypes.windll.user32.{GetCursorPos,GetLastInputInfo}`,
	Native: `
		GetCursorPos GetLastInputInfo GetCursorInfo TrackMouseEvent {SetWindowsHookExA,SetWindowsHookExW}(0=7|14|*WH_MOUSE*) XQueryPointer CGEventSourceSecondsSinceLastEventType`,
	Script: `robotjs.getMousePos xdotool(getmouselocation) document.addEventListener(0=mousemove)`,
}

var ControlsKeyboardAndMouse = &rule.Behavior{
	ID:       "controls-keyboard-and-mouse",
	Title:    "Types and clicks for the user.",
	Category: rule.Monitor,
	Priority: 5,
	Attack:   []string{"T1056"},
	Why:      "A program that clicks can agree to everything in the name of the user.",
	Fine:     "Tests and helpers for people work like this.",
	Limits:   "Input into a browser that is driven by a program is another behaviour.",
	Python:   controlsKeyboardAndMousePython,
	Native: `
		SendInput keybd_event mouse_event SetCursorPos CGEventPost XTestFakeKeyEvent XTestFakeButtonEvent XWarpPointer`,
	Script: `
		xdotool(key|type|click|mousemove) ydotool robotjs.{moveMouse,typeString,keyTap,mouseClick} @nut-tree/nut-js.* WScript.Shell.SendKeys [System.Windows.Forms.SendKeys]::SendWait cliclick`,
}

//go:embed names/controls_keyboard_and_mouse.txt
var controlsKeyboardAndMousePython string

var TampersWithInput = &rule.Behavior{
	ID:       "tampers-with-input",
	Title:    "Blocks or changes the state of keyboard and mouse.",
	Category: rule.Monitor,
	Priority: 3,
	Attack:   []string{"T1499"},
	Why:      "A user who cannot type or click cannot stop anything.",
	Fine:     "Kiosks and games do it.",
	Limits:   "Windows that take all input are not counted.",
	Python: `
		keyboard.{block_key,remap_key,remap_hotkey} ctypes.windll.user32.{BlockInput,EnableWindow,SwapMouseButton,ShowCursor,ClipCursor} win32gui.EnableWindow win32api.{BlockInput,ClipCursor} evdev.InputDevice.grab`,
	Native: `BlockInput EnableWindow SwapMouseButton ClipCursor SetSystemCursor ShowCursor XGrabKeyboard XGrabPointer`,
	Script: `xinput(disable|--disable) xmodmap`,
}

var CapturesCamera = &rule.Behavior{
	ID:       "captures-camera",
	Title:    "Uses the camera.",
	Category: rule.Monitor,
	Priority: 6,
	Attack:   []string{"T1125"},
	Why:      "The user is watched.",
	Fine:     "Programs for pictures and meetings need the camera.",
	Limits:   "A video file is opened by the same function; a number means a camera.",
	Python: `
		cv2.VideoCapture(0=0|1|2|-1) cv2.VideoCapture(0=/dev/video*) pygame.camera.{Camera,list_cameras,init} picamera.PiCamera picamera2.Picamera2 vidcap.* VideoCapture.Device imageio.get_reader(0=*video*) imutils.video.{VideoStream,WebcamVideoStream}(src/0=0) AVFoundation.AVCaptureDevice.* pyvirtualcam.Camera acapture.open {PyQt5,PySide2,PyQt6,PySide6}.QtMultimedia.QCamera camgear.*`,
	Native: `capCreateCaptureWindowA capCreateCaptureWindowW AVCaptureSession`,
	Script: `
		navigator.mediaDevices.getUserMedia navigator.getUserMedia node-webcam.capture imagesnap fswebcam raspistill libcamera-still ffmpeg(v4l2|dshow)`,
}

var RecordsAudio = &rule.Behavior{
	ID:       "records-audio",
	Title:    "Uses the microphone.",
	Category: rule.Monitor,
	Priority: 6,
	Attack:   []string{"T1123"},
	Why:      "The user is listened to.",
	Fine:     "Programs for speech and music need the microphone.",
	Limits:   "Playing sound is not counted.",
	Python: `
		pyaudio.PyAudio.open(input=True) sounddevice.{rec,InputStream,RawInputStream,playrec,Stream} speech_recognition.{Microphone,Recognizer.listen} soundcard.{default_microphone,get_microphone} alsaaudio.PCM(0=alsaaudio.PCM_CAPTURE) pvrecorder.PvRecorder AVFoundation.AVAudioRecorder.* ossaudiodev.open(0=r) winsound.Record {PyQt5,PySide2}.QtMultimedia.QAudioRecorder jack.Client recorder.*`,
	Native: `waveInOpen waveInStart snd_pcm_readi pa_simple_read AudioQueueNewInput DirectSoundCaptureCreate`,
	Script: `MediaRecorder node-record-lpcm16.record arecord parecord rec sox(-d) mic.*`,
}

var WatchesDirectories = &rule.Behavior{
	ID:       "watches-directories",
	Title:    "Watches folders for changes.",
	Category: rule.Monitor,
	Priority: 2,
	Attack:   []string{"T1083"},
	Why:      "A thief waits for new files, and a program notices that it is removed.",
	Fine:     "Development servers and editors notice changed files.",
	Limits:   "A loop that looks again and again is not recognised.",
	Python: `
		watchdog.observers.{Observer,polling.PollingObserver} watchdog.observers.Observer.schedule watchfiles.{watch,awatch,run_process,arun_process} watchgod.{watch,awatch,run_process} pyinotify.{WatchManager,Notifier} inotify.adapters.{Inotify,InotifyTree} inotify_simple.INotify asyncinotify.Inotify win32file.{ReadDirectoryChangesW,FindFirstChangeNotification} fsevents.{Observer,Stream} minotaur.* hachiko.* {PyQt5,PySide2,PyQt6,PySide6}.QtCore.QFileSystemWatcher livereload.Server.watch hupper.start_reloader aionotify.Watcher`,
	Native: `
		inotify_init inotify_init1 inotify_add_watch fanotify_init ReadDirectoryChangesW ReadDirectoryChangesExW FindFirstChangeNotificationA FindFirstChangeNotificationW FSEventStreamCreate kqueue NtNotifyChangeDirectoryFile`,
	Script: `
		fs.{watch,watchFile} chokidar.watch Deno.watchFs inotifywait fswatch nodemon watchman new-object(*filesystemwatcher)`,
}

var IdentifiesTheBrowser = &rule.Behavior{
	ID:       "identifies-the-browser",
	Title:    "Asks which browser this is.",
	Category: rule.Monitor,
	Priority: 3,
	Attack:   []string{"T1082"},
	Why:      "A page can show harm to some visitors only.",
	Fine:     "Pages work around faults of browsers.",
	Limits:   "Asking on the server's side is not counted.",
	Script: `
		navigator.userAgentData.getHighEntropyValues navigator.javaEnabled fingerprintjs.load @fingerprintjs/fingerprintjs.load bowser.getParser ua-parser-js UAParser`,
	Text: `
		navigator.userAgent
		navigator.appName
		navigator.appVersion`,
}

var ListsProcessModules = &rule.Behavior{
	ID:       "lists-process-modules",
	Title:    "Lists the libraries that processes or programs load.",
	Category: rule.Monitor,
	Priority: 3,
	Attack:   []string{"T1057"},
	Why:      "Programs find security tools in themselves, and places to inject into others.",
	Fine:     "Reports of faults list them.",
	Limits:   "The list of Python's own modules is not counted.",
	Python: `
		psutil.Process.memory_maps win32process.{EnumProcessModules,EnumProcessModulesEx,GetModuleFileNameEx} pymem.process.{enum_process_module,module_from_name}`,
	Native: `
		EnumProcessModules EnumProcessModulesEx Module32First Module32FirstW Module32Next GetModuleFileNameExA GetModuleFileNameExW GetModuleBaseNameA dl_iterate_phdr _dyld_get_image_name`,
	Script: `ldd(*,!--version) pldd tasklist(/m) listdlls`,
	Text:   `/proc/self/maps`,
	When: func(p *rule.Pass, f *fact.Fact) {
		k := p.File(f).Kind
		if f.Kind == fact.Reference && !rule.Function(f.Name) || f.Kind == fact.Text && !(k == source.Shell || k == source.Config) && strings.Contains(f.Value, " ") {
			return // a message about it
		}
		p.Report(f)
	},
}
