// Package behaviors is the catalogue: what a package can do, a value a
// behaviour, in the file of its subject. A behaviour accuses nobody: whether
// it matters is decided by the policies.
//
// Names of things to watch are one text of words, as engine/rule/words.go says;
// a long one is a file in names. pathlib.Path*.chmod is that method of Path(…)
// and of Path.cwd().
package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

// All gives every behaviour, by category and id. Each call returns a new slice
// of the same values.
func All() []*rule.Behavior {
	return []*rule.Behavior{
		AuthorAnonymousEmail,
		ContainsLongStrings,
		AccessesInterpreterInternals,
		AutomatesComObjects,
		BuildsNativeCode,
		CompilesCode,
		ControlsContainers,
		CreatesProcess,
		DelaysExecution,
		EvaluatesAnExpression,
		ExecutesABatchFile,
		ExecutesAFile,
		ExecutesCodeDynamically,
		ExecutesDecodedCode,
		ExecutesShellCommands,
		HandlesSignals,
		ImportsModulesByName,
		InstallsImportHooks,
		InstallsPackages,
		InvokesSystemCalls,
		KillsProcessesByName,
		LoadsAnInterpreter,
		LoadsFunctionsByName,
		LoadsMarshalledCode,
		LoadsModelsThatRunCode,
		LoadsNativeLibraries,
		LoadsYamlUnsafely,
		PatchesOtherModules,
		ReferencesAdvapi32,
		ReferencesAPISetSynch,
		ReferencesKernel32,
		ReferencesLibrariesOrPrograms,
		ReferencesMsvcrt,
		ReferencesNtdll,
		ReferencesPowrprof,
		ReferencesPsapi,
		ReferencesUser32,
		RendersTemplates,
		RunsApplescript,
		RunsAsADaemon,
		RunsCodeAtExit,
		RunsCodeAtInstallOrStart,
		RunsEncodedPowershell,
		RunsRemoteCommands,
		ShutsDownTheSystem,
		StartsThreads,
		TerminatesAProcess,
		TerminatesAThread,
		TerminatesItself,
		UnpicklesData,
		UsesPipes,
		ChangesOwnership,
		ContainsInterestingFileURLs,
		ContainsIPAddresses,
		ContainsShortenerURLs,
		ContainsSuspiciousTLDURLs,
		ModifiesPermissions,
		OpensRegistryKeys,
	}
}
