// Package policies holds the issues: what a person should look at, as values
// in the file of their subject. A policy sees all findings and facts of one
// artifact, chooses the evidence and says in one sentence what was found.
//
// Noise is the enemy. A policy that touches a row must be one that a person
// agrees with nearly always; the others are for hunting and touch none. What
// stands in the files of tests, documentation and examples raises nothing.
package policies

import "github.com/wheelscope/wheelscope/engine/rule"

// All gives every policy, by subject. Each call returns a new slice of the same values.
func All() []*rule.Policy {
	return []*rule.Policy{
		MaliciousRelease,
		PayloadAtStart, PayloadAtInstall, PayloadAtImport,
		ProcessAtStart, AddressAtStart, DangerousProcessAtInstall, ProcessAtInstall, ComputedProcessAtInstall, BuildToolsAtInstall,
		BytecodeUnlikeSource, BytecodeWithoutSource,
		EscapingPaths, AmbiguousArchive, DeceptiveNames, LinksOutside, EncryptedContent, RecordMismatch, UnlistedFiles,
		PatchingMandated, ExploitedByMalware, CriticalVulnerability, ExploitsExist,
		HighVulnerability, MediumVulnerability, LowVulnerability, UnratedVulnerability,
		RestrictedLicense, CopyleftLicense, NoLicense,
		CommonInMalware, AuthorAnonymousEmail, SuspiciousTLDURLs,

		SecretsSentAtInstall, SecretsSentAtStart, SecretsSentAtImport, MachineDataSentAtInstall,
		MachineDataSentAtStart, MachineDataSentAtImport, CollectsUserInformation, DataSentInDNSQueries,
		SSHKeysSent, CredentialFilesSent, BrowserDataSent, WalletFilesSent,
		WholeEnvironmentSent, KeystrokesSent, ClipboardSent, ScreenOrCameraSent,
		SeveralKindsOfSecretsSent,

		FetchedCodeExecutedAtInstall, FetchedCodeExecutedAtStart, FetchedCodeExecutedAtImport, FetchedCodeExecuted,
		ObjectsLoadedFromTheNetwork, ShellConnectedToTheNetwork, ShellConnectedEarly, EmbeddedProgramUnpacked,
		EncodedPowershellRun, DecodedCodeExecuted, CompressedCodeExecuted,

		PowerSettingsChanged, CertificateStoreChanged, NetworkSettingsChanged, SecuritySettingsWeakened,
		SecuritySoftwareDisabled, SecuritySoftwareBypassed, SecuritySoftwareSearched, StartUpChanged,
		StartUpChangedEarly, DataWrittenToStartUpPlaces, RightsOfTheProgramRaised, RightsOfUsersRaised,
		BackupsTampered, HostsFileNamed, LoginFilesWritten,

		BrowserStoresAccessed, MailStoresAccessed, MessengerStoresAccessed, ProgramStoresAccessed,
		WalletsAccessed, CloudConfigurationAccessed, BuildCredentialsAccessed, SSHKeysAccessed,
		SecretsOpenedEarly, SecretsOpenedAtImport, SeveralStoresOfSecretsOpened, OtherProgramsChanged,
		ShellProfilesWritten,

		CodeOutsideTheScreen, EscapedModuleName, PackerMarks, EmbeddedExecutable, EmbeddedExecutableUsed,
		DeletesItself, TracesRemoved, AnalysisAvoidedEarly, InjectsIntoProcesses,
		NativeCodeRunFromMemory, MinesCryptocurrency, FilesEncrypted, FilesEncryptedEarly,
		FilesEncryptedAndBackupsRemoved, KeyboardWatchedEarly, KeystrokesRecorded, ClipboardChangedEarly,
		ClipboardAddressesReplaced,

		HiddenServiceURLs, PasteURLs, MiningPoolURLs, MixerURLs,
		ExchangeURLs, AnonymousFileSharingURLs, AddressLookupURLs, DiscordAttachmentURLs,
		DropboxURLs, WebhookWithToken, WebhookURLs, TelegramURLs,
		WhatsappURLs, OutOfBandTestingURLs, RequestInspectionURLs, TunnelURLs,
		DynamicDNSURLs, RawGithubURLs, RawGitlabURLs, HacktoolURLs,
		PublishingURLs, NpmPublishingURLs, UsSanctionedURLs, EuSanctionedURLs,

		EncodedURLs, DeceptiveFileURLs, HomoglyphURLs, PunycodeURLs,
		TyposquattedURLs, KnownDomainAsSubdomainURLs, SignInPathURLs, UnusualPortURLs,
		SuspiciousPathURLs, SuspiciousQueryURLs, AddressAsHostEarly, QuestionableHostEarly,
		QuestionableHostAtImport,

		NetworkAtInstall, NetworkAtStart, NetworkAtImport, DangerousProcessAtImport,
		PackagesInstalledEarly, ProcessHiddenAtImport, NativeLibrariesLoadedAtStart, StartUpHook,
		CommandsThatShadowTheSystem, CommandsThatShadowTools, ShadowedStandardModules, SetupNamesAnAddress,

		NameLikeAPopularProject, PopularNameWithDangerousCode, NoSourceRepository, UnusualVersion,
		DirectURLDependencies, DirectURLBinaryDependencies, DirectURLSourceDependencies, DependenciesFromUncommonHosts,
		AuthorDisposableEmailAccount, AuthorInUsSanctionedCountry, AuthorInEuSanctionedCountry, RepositoryInUsSanctionedCountry,
		RepositoryInEuSanctionedCountry, MaliciousDependency,

		DataAroundTheArchive, NamesThatCollide, MembersWithSpecialRights, ArchiveOfAnotherKind,
		DamagedMembers, NameAndVersionDoNotFit, FilesInstalledOutside, VersionControlLeftIn,
		ExecutablesInAPureWheel,

		LicenseRestrictsCommerce, LicenseRestrictsProduction, LicenseProhibitsChanges, LicenseExcludesPatents,

		FetchesAndExecutesOnImport, StartUpHookWritten, SessionCredentialsSent, StartUpPlacesWritten,
		PackagesInstalledFromAnAddress, CloudMetadataAskedEarly, MachineCodeRunAtImport, ComputedCodeExecutedEarly,
		ProtectionsDisabledEarly, PersonalStoresNamedOnImport, HiddenConsoleAtImport, WirelessPasswordsRead,
		ProtectedDataOpened, MarshalledCodeExecutedAtImport, ScriptRunAtImport, DangerousScriptWritten,
		LibrariesFromWritablePlaces, DangerousScriptOfNpm, OnlyMalware,
		ActsUnasked, NetworkAndProcessUnasked, CollectsAndConnectsUnasked, DataLeavesTheBuild, PatchedAndSent, ShippedProgramUnasked, UnseenCodeExecuted, MaskedCodeExecuted, ServerUnasked, SmallPackageActs, FetchedCodeInterpreted, DecodedCodeInterpreted, ResemblesCtx, ResemblesAiocpa, ResemblesUltralytics,
	}
}
