using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>What a person decides about a pair.</summary>
/// <param name="Decision"><c>link</c>, <c>unlink</c> or <c>dismiss</c>.</param>
internal sealed record TransferRequest(Guid LeftAccount, Guid LeftEntry, Guid ArrivedAccount, Guid ArrivedEntry, string Decision, string Actor, string Reason);

/// <summary>A person's version of a transaction. What is null stays as the source told it.</summary>
/// <param name="Exclude">True: it does not count.</param>
internal sealed record EditRequest(DateTimeOffset? Time, TransactionKind? Kind, ImmutableArray<EditLeg>? Legs, bool Exclude, string Actor, string Reason);

/// <summary>A leg as a person wrote it.</summary>
/// <param name="Amount">Null: as it holds.</param>
internal sealed record EditLeg(string Symbol, string? Amount, LegRole Role);

/// <summary>A remark on a transaction.</summary>
internal sealed record NoteRequest(string Actor, string Text);

/// <summary>Takes a remark back.</summary>
/// <param name="Number">Its place in the chain; null for the last one of who asks.</param>
internal sealed record RetractRequest(string Actor, long? Number);

/// <summary>What became of an addition.</summary>
/// <param name="Rows">Rows added.</param>
/// <param name="Number">The place in the chain of the last one; null when there is none.</param>
internal sealed record Addition(long Rows, long? Number);
