using Npgsql;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The database that a tenant has to itself does not answer. Others are not touched by it.</summary>
/// <param name="place">Which one.</param>
/// <param name="why">What it said; not for clients.</param>
/// <param name="inner">The failure.</param>
#pragma warning disable CA1032, RCS1194 // Nobody makes one without saying which.
internal sealed class PlaceAwayException(string place, string why, Exception? inner) : NpgsqlException(Text, inner), IClientFault
#pragma warning restore CA1032, RCS1194
{
    private const string Text = "The database of this tenant does not answer now. Nothing is lost: try again in a moment.";

    /// <summary>Name of the database.</summary>
    public string Place => place;

    /// <summary>What it said.</summary>
    public string Why => why;

    /// <inheritdoc/>
    public string Code => "TENANT_AWAY";

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
