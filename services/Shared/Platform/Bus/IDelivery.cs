namespace PortfolioPlatform.Platform.Bus;

/// <summary>Hands outbox rows to a transport.</summary>
internal interface IDelivery
{
    /// <summary>Hands over one row; rows of one ordering key come one after the other. Throws when the transport did not take it: the row is offered again.</summary>
    /// <returns>Ends when the row is done: in memory when every consumer has committed it, over a broker at once, since the broker now keeps it.</returns>
    Task<Task> HandOverAsync(OutboxRow row, CancellationToken cancellationToken);
}
