using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Passkeys;

/// <summary>What a browser is asked to sign.</summary>
/// <param name="Options">For <c>navigator.credentials</c>.</param>
/// <param name="State">To send back with the answer.</param>
internal sealed record PasskeyQuestion(JsonElement Options, string State);

/// <summary>What a browser answered.</summary>
/// <param name="Credential">As <c>PublicKeyCredential.toJSON()</c> gives it.</param>
/// <param name="State">Of the question.</param>
/// <param name="Name">What a new passkey is called.</param>
internal sealed record PasskeyRequest(JsonElement Credential, string? State, string? Name = null);

/// <summary>Passkeys: made, and used to sign in without a name or a password. Each question is answered once, within five minutes.</summary>
internal sealed class PasskeyService(IPasskeyHandler<Person> handler, PasskeyStore store, Proofs proofs, WaysTrail trail)
{
    private const string Making = "passkey-make";
    private const string Asking = "passkey-ask";
    private const int LongestName = 80;
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(5);
    private static readonly Error NotMade = new("PASSKEY_REFUSED", "The passkey was not accepted: try again.");

    /// <summary>Asks to make a passkey.</summary>
    public async Task<PasskeyQuestion> BeginAsync(HttpContext http, Person person)
    {
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id.ToString(), Name = person.Email, DisplayName = person.Name }, http);
        return new(JsonSerializer.Deserialize<JsonElement>(made.CreationOptionsJson), proofs.Make(Making, new State(made.AttestationState, person.Id), Time));
    }

    /// <summary>Keeps a passkey that was made.</summary>
    public async Task<Error?> KeepAsync(HttpContext http, Person person, PasskeyRequest request, CancellationToken cancellationToken)
    {
        if (proofs.Read<State>(Making, request.State) is not { } state || state.Person != person.Id || !await proofs.UseUpAsync(request.State!, cancellationToken)) return NotMade;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = request.Credential.GetRawText(), AttestationState = state.Inner });
        if (!result.Succeeded) return NotMade;
        result.Passkey.Name = string.IsNullOrWhiteSpace(request.Name) ? "Passkey" : request.Name.Trim()[..Math.Min(request.Name.Trim().Length, LongestName)];
        await trail.NoteAsync(person.Id, "passkey.added", cancellationToken);
        await store.AddOrUpdatePasskeyAsync(person, result.Passkey, cancellationToken);
        return null;
    }

    /// <summary>Takes a passkey away; false when the person has none of this id.</summary>
    public async Task<bool> RemoveAsync(Person person, byte[] credential, CancellationToken cancellationToken)
    {
        if (await store.FindPasskeyAsync(person, credential, cancellationToken) is null) return false;
        await trail.NoteAsync(person.Id, "passkey.removed", cancellationToken);
        await store.RemovePasskeyAsync(person, credential, cancellationToken);
        return true;
    }

    /// <summary>Asks whoever it is to sign in; which passkeys there are is not told.</summary>
    public async Task<PasskeyQuestion> AskAsync(HttpContext http)
    {
        var made = await handler.MakeRequestOptionsAsync(null, http);
        return new(JsonSerializer.Deserialize<JsonElement>(made.RequestOptionsJson), proofs.Make(Asking, new State(made.AssertionState, null), Time));
    }

    /// <summary>Who signed the question; null when nobody did.</summary>
    public async Task<Guid?> ProveAsync(HttpContext http, PasskeyRequest request, CancellationToken cancellationToken)
    {
        if (proofs.Read<State>(Asking, request.State) is not { } state || !await proofs.UseUpAsync(request.State!, cancellationToken)) return null;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = request.Credential.GetRawText(), AssertionState = state.Inner });
        if (!result.Succeeded) return null;
        await store.AddOrUpdatePasskeyAsync(result.User, result.Passkey, cancellationToken);
        return result.User.Id;
    }

    private sealed record State(string? Inner, Guid? Person);
}
