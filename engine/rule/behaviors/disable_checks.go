package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var DisablesEscaping = &rule.Behavior{
	ID:       "disables-escaping",
	Title:    "Puts text into pages as it is.",
	Category: rule.Disable,
	Priority: 2,
	Attack:   []string{"T1059.007"},
	Why:      "Text of one visitor can be a program in the browser of another.",
	Fine:     "The text was made safe before, or what is made is no page.",
	Limits:   "Whether the text comes from outside is not known. Templates without any word about escaping are not counted.",
	Python:   disablesEscapingPython,
}

//go:embed names/disables_escaping.txt
var disablesEscapingPython string

var DisablesSignatureVerification = &rule.Behavior{
	ID:       "disables-signature-verification",
	Title:    "Reads signed tokens without checking their signatures.",
	Category: rule.Disable,
	Priority: 4,
	Attack:   []string{"T1606"},
	Why:      "Everybody can write such a token and be whoever they want.",
	Fine:     "Clients look into a token that a server checks.",
	Limits:   "Whether the signature is checked at another place is not known. The header alone, which says which key is to be taken, is not counted.",
	Python: `
		{jwt,jwt.api_jwt,jwt.PyJWT,jose.jwt,jwt.api_jws,jose.jws}.decode(verify=False|0) {jwt,jwt.api_jwt,jwt.PyJWT,jose.jwt,jwt.api_jws,jwt.api_jwt.PyJWT}.decode(options/3=verify_signature:False|verify_signature:0) {jwt,jwt.api_jwt,jwt.PyJWT,jose.jwt}.decode(algorithms/algorithm=none|None) jwt.{PyJWT,api_jwt.PyJWT,PyJWS}(options/0=verify_signature:False) {jwt,jose.jwt}.encode(algorithm/2=none|None)
		jose.jws.verify(verify/3=False) {jwt,jose.jwt,jose.jws,jwt.api_jws}.get_unverified_claims jwt.decode_complete(options=verify_signature:False) authlib.jose.{JsonWebToken,JsonWebSignature}(0=none) google.auth.jwt.decode(verify=False)`,
}

var DisablesWebProtections = &rule.Behavior{
	ID:       "disables-web-protections",
	Title:    "Switches protections of web pages off.",
	Category: rule.Disable,
	Priority: 3,
	Attack:   []string{"T1189"},
	Why:      "Other pages can act in the name of a visitor, or read the visitor's session.",
	Fine:     "Interfaces for programs have no visitors, and development servers have no certificate.",
	Limits:   "Settings that are read from files are not known.",
	Python: `
		=django.conf.settings.{SESSION_COOKIE_SECURE,SESSION_COOKIE_HTTPONLY,CSRF_COOKIE_SECURE,SECURE_SSL_REDIRECT,SECURE_CONTENT_TYPE_NOSNIFF,SECURE_BROWSER_XSS_FILTER}(value=False|0) =django.conf.settings.{CORS_ORIGIN_ALLOW_ALL,CORS_ALLOW_ALL_ORIGINS}(value=True|1) =django.conf.settings.ALLOWED_HOSTS(value=**)
		=flask.Flask.config(0=WTF_CSRF_ENABLED|WTF_CSRF_CHECK_DEFAULT|SESSION_COOKIE_SECURE|SESSION_COOKIE_HTTPONLY|REMEMBER_COOKIE_SECURE,value=False|0) flask.Flask.config.{update,from_mapping}(0=WTF_CSRF_ENABLED:False|WTF_CSRF_CHECK_DEFAULT:False|SESSION_COOKIE_SECURE:False|SESSION_COOKIE_HTTPONLY:False) flask.Flask.config.{update,from_mapping}(WTF_CSRF_ENABLED/WTF_CSRF_CHECK_DEFAULT/SESSION_COOKIE_SECURE/SESSION_COOKIE_HTTPONLY=False|0)
		@django.views.decorators.csrf.csrf_exempt django.views.decorators.csrf.csrf_exempt @django.views.decorators.clickjacking.xframe_options_exempt django.views.decorators.clickjacking.xframe_options_exempt flask_wtf.{CSRFProtect,csrf.CSRFProtect}.exempt
		{fastapi.FastAPI,starlette.applications.Starlette}.add_middleware(allow_origins=**,allow_credentials=True) {fastapi,starlette}.middleware.{cors.CORSMiddleware,Middleware}(allow_origins=**,allow_credentials=True) flask_cors.CORS(supports_credentials=True,!origins/resources=*|?) flask_cors.CORS(origins=**,supports_credentials=True)
		flask.Response.set_cookie(secure=False) flask.make_response.set_cookie(secure=False) django.http.HttpResponse.set_cookie(secure=False)`,
}

var RunsInDebugMode = &rule.Behavior{
	ID:       "runs-in-debug-mode",
	Title:    "Runs a web server in a mode for developers.",
	Category: rule.Disable,
	Priority: 4,
	Attack:   []string{"T1190"},
	Why:      "Visitors see the inside of the program, and in some servers can run code of their own.",
	Fine:     "Examples and programs for one developer show errors like this.",
	Limits:   "A mode that is chosen by a variable or an option is not known.",
	Python: `
		{flask,quart}.{Flask,Quart}.run(debug/2=True|1) {flask,quart}.{Flask,Quart}.run(use_debugger=True|1) =flask.Flask.debug(value=True|1) =flask.Flask.config(0=DEBUG,value=True|1) flask.Flask.config.{update,from_mapping}(DEBUG=True|1) flask.Flask.config.{update,from_mapping}(0=DEBUG:True) flask_socketio.SocketIO.run(debug=True)
		bottle.run(debug=True) bottle.debug bottle.Bottle.run(debug=True) werkzeug.{run_simple,serving.run_simple}(use_debugger=True|1) werkzeug.debug.DebuggedApplication fastapi.FastAPI(debug=True) starlette.applications.Starlette(debug=True) tornado.web.Application(debug=True) aiohttp.web.Application(debug=True) sanic.Sanic.run(debug=True) dash.Dash.{run,run_server}(debug=True) django.conf.settings.configure(DEBUG=True) =django.conf.settings.{DEBUG,TEMPLATE_DEBUG}(value=True|1) cherrypy.config.update(0=environment:debug)`,
}
