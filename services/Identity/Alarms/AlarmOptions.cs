namespace PortfolioPlatform.Identity.Alarms;

/// <summary>Configuration section <c>identity:Alarms</c>. Each process of the edge counts what it sees; a limit of zero is no limit.</summary>
internal sealed class AlarmOptions
{
    /// <summary>The time within which so many are too many. Default: five minutes.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Default: 100.</summary>
    public int RefusedSignIns { get; set; } = 100;

    /// <summary>Default: 100.</summary>
    public int RefusedClients { get; set; } = 100;

    /// <summary>Default: 100.</summary>
    public int AddressesHeldBack { get; set; } = 100;

    /// <summary>Where alarms are posted to, as JSON. Default: nowhere; they are in the log and in the metrics.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>How many of a kind are too many.</summary>
    public int LimitOf(Attack attack) => attack switch
    {
        Attack.RefusedSignIns => RefusedSignIns,
        Attack.RefusedClients => RefusedClients,
        _ => AddressesHeldBack,
    };
}
