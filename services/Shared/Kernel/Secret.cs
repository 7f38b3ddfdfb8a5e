using System.Text.Json.Serialization;

namespace PortfolioPlatform.Kernel;

/// <summary>A text that must not be seen: prints as ***, and cannot be serialised by accident.</summary>
public sealed class Secret(string value)
{
    /// <summary>The text itself; call it only where it is used.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <summary>Whether there is nothing to hide.</summary>
    [JsonIgnore]
    public bool IsEmpty => value.Length == 0;
}
