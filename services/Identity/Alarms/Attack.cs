namespace PortfolioPlatform.Identity.Alarms;

/// <summary>What looks like an attack when there is much of it.</summary>
internal enum Attack
{
    /// <summary>Sign-ins of people, refused: wrong passwords and codes, locked people, names nobody has.</summary>
    RefusedSignIns,

    /// <summary>Programs that could not prove who they are.</summary>
    RefusedClients,

    /// <summary>Calls held back because their address had too many in a minute.</summary>
    AddressesHeldBack,
}
